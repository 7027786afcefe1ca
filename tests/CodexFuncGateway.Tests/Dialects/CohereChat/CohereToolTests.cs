using System.Text.Json;
using CodexFuncGateway.Catalog;
using static CodexFuncGateway.Tests.Dialects.CohereChat.CohereFixture;

namespace CodexFuncGateway.Tests.Dialects.CohereChat;

public sealed class CohereToolTests
{
    private const string Shell = """{"type":"function","name":"shell","parameters":{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false},"strict":true}""";
    private const string Plan = """{"type":"function","name":"plan","parameters":{"type":"object","properties":{"b":{"type":"string"}},"required":["b"]},"strict":false}""";

    private static readonly Capabilities WithoutChoice = new() { ToolChoice = false, ForcedToolChoice = false };

    [Theory]
    [InlineData("\"auto\"", "shell plan", null)]
    [InlineData("\"none\"", "shell plan", "NONE")]
    [InlineData("\"required\"", "shell plan", "REQUIRED")]
    [InlineData("""{"type":"function","name":"plan"}""", "plan", "REQUIRED")]
    public void A_choice_by_name_leaves_only_that_tool(string choice, string offered, string? word)
    {
        var body = Map($$"""{"input":"x","tools":[{{Shell}},{{Plan}}],"tool_choice":{{choice}}}""");

        Assert.Equal((offered, word), (Names(body), Word(body)));
    }

    [Theory]
    [InlineData("\"auto\"", "shell plan")]
    [InlineData("\"none\"", "")]
    [InlineData("\"required\"", "shell plan")]
    [InlineData("""{"type":"function","name":"plan"}""", "plan")]
    public void A_model_that_takes_no_choice_is_offered_what_it_may_call(string choice, string offered)
    {
        var body = Map($$"""{"input":"x","tools":[{{Shell}},{{Plan}}],"tool_choice":{{choice}}}""", WithoutChoice);

        Assert.Equal((offered, null), (Names(body), Word(body)));
    }

    [Theory]
    [InlineData(Shell, true)]
    [InlineData(Plan, false)]
    [InlineData($"{Shell},{Plan}", false)]
    [InlineData("""{"type":"function","name":"a","parameters":{"type":"object","properties":{},"additionalProperties":false},"strict":true}""", false)]
    public void Tools_are_strict_when_all_of_them_are_to_be_and_can_be(string tools, bool strict)
    {
        var body = Map($$"""{"input":"x","tools":[{{tools}}]}""");

        Assert.Equal(strict, body.TryGetProperty("strict_tools", out var value) && value.GetBoolean());
        Assert.Equal(!strict && tools.Contains("additional", StringComparison.Ordinal), body.GetProperty("tools").GetRawText().Contains("additionalProperties", StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_that_is_no_identifier_is_replaced()
    {
        var body = Map(
            """{"input":"x","tools":[{"type":"function","name":"read-file","parameters":null}]}""", new Capabilities { ToolNames = ToolNameForm.Identifier });

        Assert.Matches("^read_file_[0-9a-f]{8}$", Names(body));
    }

    private static string Names(JsonElement body) => body.TryGetProperty("tools", out var tools)
        ? string.Join(' ', tools.EnumerateArray().Select(tool => tool.GetProperty("function").GetProperty("name").GetString()))
        : "";

    private static string? Word(JsonElement body) => body.TryGetProperty("tool_choice", out var choice) ? choice.GetString() : null;
}
