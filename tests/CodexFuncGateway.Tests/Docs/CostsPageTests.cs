using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using CodexFuncGateway.Tests.Http.Administration;

namespace CodexFuncGateway.Tests.Docs;

/// <summary>The examples of <c>docs/costs.md</c> are what the gateway answers. With <c>UPDATE_DOCS=1</c> they are written anew instead of compared.</summary>
public sealed partial class CostsPageTests(CostsGateway costs) : IClassFixture<CostsGateway>
{
    private static readonly string Path = RepositoryFiles.Path("docs/costs.md");

    // As a person would write it.
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Every_example_is_answered_as_the_page_says()
    {
        var page = File.ReadAllText(Path).ReplaceLineEndings("\n");
        var answered = page;
        foreach (var example in Example().Matches(page).Reverse())
        {
            var answer = await costs.GetAsync(example.Groups["path"].Value);
            var text = example.Groups["form"].Value == "json" ? JsonSerializer.Serialize(answer.Json, Indented) + "\n" : answer.Text.ReplaceLineEndings("\n");
            Assert.Equal(200, answer.Status);
            answered = string.Concat(answered.AsSpan(0, example.Groups["answer"].Index), text, answered.AsSpan(example.Groups["answer"].Index + example.Groups["answer"].Length));
        }

        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(Path, answered);
            return;
        }

        Assert.Equal(5, Example().Count(page));
        Assert.Equal(answered, page);
    }

    [GeneratedRegex("```http\nGET (?<path>.+)\n```\n\n```(?<form>json|csv)\n(?<answer>(?s:.*?))```")]
    private static partial Regex Example();
}
