namespace CodexFuncGateway.Tests.Docs;

/// <summary>The page about providers says what has been checked, and no more. With <c>UPDATE_DOCS=1</c> its table is written anew instead of compared.</summary>
public sealed class ProviderPageTests
{
    private const string Begin = "<!-- evidence: written by the tests, see CONTRIBUTING.md -->\n";
    private const string End = "<!-- /evidence -->";
    private static readonly string Path = RepositoryFiles.Path("docs/providers.md");

    [Fact]
    public void The_page_says_what_was_checked_against_what()
    {
        var page = File.ReadAllText(Path).ReplaceLineEndings("\n");
        var start = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = page.IndexOf(End, StringComparison.Ordinal);
        var expected = ProviderEvidence.Write(page);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(Path, page[..start] + expected + page[end..]);
            return;
        }

        Assert.Equal(expected, page[start..end]);
    }

    [Fact]
    public void Every_provider_but_those_without_tools_has_done_a_session_with_the_real_Codex() =>
        Assert.DoesNotContain("none |\n", File.ReadAllText(Path).ReplaceLineEndings("\n"), StringComparison.Ordinal);
}
