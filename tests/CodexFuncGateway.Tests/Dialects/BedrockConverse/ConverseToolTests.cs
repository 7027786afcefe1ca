using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;
using static CodexFuncGateway.Tests.Dialects.BedrockConverse.ConverseFixture;

namespace CodexFuncGateway.Tests.Dialects.BedrockConverse;

public sealed class ConverseToolTests
{
    private static readonly ToolChoice None = new(ToolChoiceMode.None, []);

    [Fact]
    public void A_tool_has_a_name_a_description_and_a_schema() => Assert.Equal(
        """{"tools":[{"toolSpec":{"name":"shell","description":"The tool shell.","inputSchema":{"json":{"type":"object","properties":{}}}}}]}""",
        Config(Request(User("Hi")) with { Tools = [Tool("shell")] }).GetRawText());

    [Fact]
    public void A_blank_description_is_left_out() =>
        Assert.DoesNotContain("description", Config(Request(User("Hi")) with { Tools = [Tool("shell") with { Description = " " }] }).GetRawText());

    [Fact]
    public void Without_tools_there_is_no_word_of_them() => Assert.False(Map(Request(User("Hi"))).TryGetProperty("toolConfig", out _));

    [Fact]
    public void A_history_with_calls_brings_tools_even_where_none_are_offered()
    {
        var body = Map(Request(User("Go"), Call("a"), Output("a", "1"), User("Summarise.")));

        Assert.Equal(
            """{"tools":[{"toolSpec":{"name":"shell","inputSchema":{"json":{"type":"object","properties":{}}}}}]}""",
            body.GetProperty("toolConfig").GetRawText());
        Assert.Equal("""[{"text":"Do not call a tool now; answer in words."}]""", body.GetProperty("system").GetRawText());
    }

    [Fact]
    public void Tools_that_may_not_be_called_are_left_out() =>
        Assert.False(Map(Request(User("Hi")) with { Tools = [Tool("shell")], ToolChoice = None }).TryGetProperty("toolConfig", out _));

    [Fact]
    public void Unless_the_history_has_calls_and_then_the_system_prompt_forbids_them()
    {
        var body = Map(Request(User("Go"), Call("a"), Output("a", "1")) with { Tools = [Tool("shell"), Tool("plan")], ToolChoice = None });

        Assert.Equal(2, body.GetProperty("toolConfig").GetProperty("tools").GetArrayLength());
        Assert.False(body.GetProperty("toolConfig").TryGetProperty("toolChoice", out _));
        Assert.Contains("Do not call a tool", body.GetProperty("system").GetRawText());
    }

    [Theory]
    [InlineData(ToolChoiceMode.Auto, "shell", null)]
    [InlineData(ToolChoiceMode.Required, "shell", """{"any":{}}""")]
    [InlineData(ToolChoiceMode.Named, "plan", """{"tool":{"name":"plan"}}""")]
    [InlineData(ToolChoiceMode.Named, "other", null)]
    public void A_call_can_be_demanded(ToolChoiceMode mode, string name, string? expected) => Assert.Equal(expected, Choice(mode, name, Plain));

    [Fact]
    public void But_not_of_models_that_refuse_the_demand()
    {
        Assert.Null(Choice(ToolChoiceMode.Required, "shell", Plain with { ForcedToolChoice = false }));
        Assert.Null(Choice(ToolChoiceMode.Required, "shell", Plain with { ToolChoice = false }));
    }

    [Fact]
    public void A_budget_for_thinking_and_a_demand_exclude_each_other()
    {
        var request = Request(User("Hi")) with { Tools = [Tool("shell")], ToolChoice = new ToolChoice(ToolChoiceMode.Required, []) };

        Assert.False(Config(request with { ReasoningEffort = "high" }, Budget).TryGetProperty("toolChoice", out _));
        Assert.True(Config(request with { ReasoningEffort = "high" }, Adaptive).TryGetProperty("toolChoice", out _));
    }

    [Fact]
    public void One_call_at_a_time_is_asked_for_in_Claude_s_own_words()
    {
        var request = Request(User("Hi")) with { Tools = [Tool("shell")], ParallelToolCalls = false };

        Assert.Equal("""{"tool_choice":{"type":"auto","disable_parallel_tool_use":true}}""", Map(request).GetProperty("additionalModelRequestFields").GetRawText());
        Assert.False(Map(request, Plain with { ParallelToolCalls = false }).TryGetProperty("additionalModelRequestFields", out _));
        Assert.False(Map(request with { Tools = [] }).TryGetProperty("additionalModelRequestFields", out _));
        Assert.False(Map(request with { ToolChoice = new ToolChoice(ToolChoiceMode.Required, []) }).TryGetProperty("additionalModelRequestFields", out _));
    }

    [Fact]
    public void A_strict_tool_is_held_to_a_narrowed_schema()
    {
        var tool = Tool("shell", """{"type":"object","properties":{"n":{"type":"integer","minimum":1}}}""", strict: true);

        Assert.Equal(
            """{"name":"shell","description":"The tool shell.","inputSchema":{"json":{"type":"object","properties":{"n":{"type":"integer","description":"(minimum: 1)"}},"additionalProperties":false}},"strict":true}""",
            Spec(tool, Plain).GetRawText());
        Assert.Contains("\"minimum\":1", Spec(tool, Plain with { StrictTools = false }).GetRawText());
    }

    [Fact]
    public void Too_many_strict_tools_are_sent_as_plain_ones()
    {
        var request = Request(User("Hi")) with { Tools = [.. Enumerable.Range(0, 21).Select(number => Tool($"tool_{number}", strict: true))] };

        Assert.DoesNotContain("\"strict\"", Config(request).GetRawText());
        Assert.Contains("\"strict\"", Config(request with { Tools = [.. request.Tools.Skip(1)] }).GetRawText());
    }

    [Fact]
    public void Definitions_are_put_in_place_for_models_that_take_none()
    {
        var tool = Tool("shell", """{"type":"object","properties":{"n":{"$ref":"#/$defs/N"}},"$defs":{"N":{"type":"integer"}}}""");

        Assert.Contains("$ref", Spec(tool, Plain).GetRawText());
        Assert.Equal(
            """{"type":"object","properties":{"n":{"type":"integer"}}}""",
            Spec(tool, Plain with { SchemaReferences = false }).GetProperty("inputSchema").GetProperty("json").GetRawText());
    }

    private static string? Choice(ToolChoiceMode mode, string name, Capabilities capabilities)
    {
        var request = Request(User("Hi")) with { Tools = [Tool("shell"), Tool("plan")], ToolChoice = new ToolChoice(mode, [new ToolName(null, name)]) };
        return Config(request, capabilities).TryGetProperty("toolChoice", out var choice) ? choice.GetRawText() : null;
    }

    private static JsonElement Spec(FunctionTool tool, Capabilities capabilities) =>
        Config(Request(User("Hi")) with { Tools = [tool] }, capabilities).GetProperty("tools")[0].GetProperty("toolSpec");

    private static JsonElement Config(ResponsesRequest request, Capabilities? capabilities = null) => Map(request, capabilities).GetProperty("toolConfig");
}
