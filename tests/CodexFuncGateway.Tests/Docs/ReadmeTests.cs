using CodexFuncGateway.Local;

namespace CodexFuncGateway.Tests.Docs;

/// <summary>The README says what is so. With <c>UPDATE_DOCS=1</c> its table is written anew instead of compared.</summary>
public sealed class ReadmeTests
{
    private const string End = "<!-- /providers -->";
    private static readonly string Path = RepositoryFiles.Path("README.md");

    [Fact]
    public void The_table_of_providers_is_what_the_data_says()
    {
        var readme = File.ReadAllText(Path).ReplaceLineEndings("\n");
        var start = readme.IndexOf('\n', readme.IndexOf("<!-- providers:", StringComparison.Ordinal)) + 1;
        var end = readme.IndexOf(End, StringComparison.Ordinal);
        var expected = ProviderTable.Write();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(Path, readme[..start] + expected + readme[end..]);
            return;
        }

        Assert.Equal(expected, readme[start..end]);
    }

    [Fact]
    public void The_configuration_for_Codex_is_the_one_that_the_host_prints()
    {
        var printed = CodexSettings.Write("http://127.0.0.1:7071/openai/v1", "demo/coder");

        Assert.Contains($"```toml\n{printed}\n```", File.ReadAllText(Path).ReplaceLineEndings("\n"));
    }
}
