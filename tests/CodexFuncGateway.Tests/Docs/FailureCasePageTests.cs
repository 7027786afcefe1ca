namespace CodexFuncGateway.Tests.Docs;

/// <summary>The page about failure cases says what is tested, and no more. With <c>UPDATE_DOCS=1</c> its table is written anew instead of compared.</summary>
public sealed class FailureCasePageTests
{
    private const string Begin = "<!-- cases: written by the tests, see CONTRIBUTING.md -->\n";
    private const string End = "<!-- /cases -->";
    private static readonly string Path = RepositoryFiles.Path("docs/failure-cases.md");

    [Fact]
    public void The_table_is_what_the_tests_are()
    {
        var page = File.ReadAllText(Path).ReplaceLineEndings("\n");
        var start = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = page.IndexOf(End, StringComparison.Ordinal);
        var expected = CaseTable.Write();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(Path, page[..start] + expected + page[end..]);
            return;
        }

        Assert.Equal(expected, page[start..end]);
    }
}
