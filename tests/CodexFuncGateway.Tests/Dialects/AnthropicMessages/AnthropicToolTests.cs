using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;
using static CodexFuncGateway.Tests.Dialects.AnthropicMessages.AnthropicFixture;

namespace CodexFuncGateway.Tests.Dialects.AnthropicMessages;

public sealed class AnthropicToolTests
{
    private static readonly ResponsesRequest TwoTools = Request(User("Go")) with { Tools = [Tool("shell"), Tool("plan")] };

    [Fact]
    public void A_tool_keeps_its_name_description_and_schema()
    {
        const string Schema = """{"type":"object","properties":{"command":{"type":"string","minLength":1}},"required":["command"],"additionalProperties":false}""";

        var tool = Map(Request(User("Go")) with { Tools = [Tool("shell", Schema)] }).GetProperty("tools")[0];

        Assert.Equal("shell", tool.GetProperty("name").GetString());
        Assert.Equal("The tool shell.", tool.GetProperty("description").GetString());
        Assert.Equal(Schema, tool.GetProperty("input_schema").GetRawText());
        Assert.False(tool.TryGetProperty("strict", out _));
    }

    [Theory]
    [InlineData(null, """{"type":"object","properties":{}}""")]
    [InlineData("{}", """{"type":"object","properties":{}}""")]
    [InlineData("""{"properties":{"a":{"type":"string"}},"required":["a"]}""", """{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}""")]
    [InlineData("""{"type":["object","null"],"title":"T"}""", """{"type":"object","properties":{},"title":"T"}""")]
    public void A_schema_that_does_not_say_object_does_so_afterwards(string? schema, string expected)
    {
        Assert.Equal(expected, Schema(schema));
    }

    [Fact]
    public void Alternatives_at_the_root_are_merged_and_require_what_they_all_require()
    {
        const string Alternatives = """
            {"anyOf":[
                {"type":"object","properties":{"kind":{"const":"file"},"path":{"type":"string"}},"required":["kind","path"]},
                {"$ref":"#/$defs/link"}],
             "$defs":{"link":{"properties":{"kind":{"const":"link"},"url":{"type":"string"}},"required":["kind","url"]}}}
            """;

        var schema = JsonElement.Parse(Schema(Alternatives));

        Assert.Equal(["type", "properties", "required", "$defs"], schema.EnumerateObject().Select(keyword => keyword.Name));
        Assert.Equal(["kind", "path", "url"], schema.GetProperty("properties").EnumerateObject().Select(property => property.Name));
        Assert.Equal("""["kind"]""", schema.GetProperty("required").GetRawText());
    }

    [Fact]
    public void Parts_at_the_root_are_merged_and_require_what_any_of_them_requires()
    {
        var schema = Schema("""{"allOf":[{"properties":{"a":{}},"required":["a"]},{"properties":{"b":{}},"required":["b"]}]}""");

        Assert.Equal("""{"type":"object","properties":{"a":{},"b":{}},"required":["a","b"]}""", schema);
    }

    [Fact]
    public void A_schema_that_refers_to_itself_comes_to_an_end()
    {
        Assert.Contains("\"type\":\"object\"", Schema("""{"anyOf":[{"$ref":"#"}]}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void A_strict_tool_is_narrowed_to_what_can_be_enforced()
    {
        var request = Request(User("Go")) with { Tools = [Tool("a", """{"type":"object","properties":{"n":{"type":"integer","minimum":1}}}""", strict: true)] };

        var tool = Map(request).GetProperty("tools")[0];

        Assert.True(tool.GetProperty("strict").GetBoolean());
        Assert.Equal(
            """{"type":"object","properties":{"n":{"type":"integer","description":"(minimum: 1)"}},"additionalProperties":false}""",
            tool.GetProperty("input_schema").GetRawText());
        Assert.False(Map(request, Plain with { StrictTools = false }).GetProperty("tools")[0].TryGetProperty("strict", out _));
    }

    [Fact]
    public void More_strict_tools_than_the_upstream_takes_are_all_plain()
    {
        var tools = Enumerable.Range(0, 21).Select(number => Tool($"t{number}", strict: true)).ToArray();

        Assert.DoesNotContain("strict", Map(Request(User("Go")) with { Tools = tools }).GetProperty("tools").GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ToolChoiceMode.Auto, null, null)]
    [InlineData(ToolChoiceMode.None, null, """{"type":"none"}""")]
    [InlineData(ToolChoiceMode.None, false, """{"type":"none"}""")]
    [InlineData(ToolChoiceMode.Auto, false, """{"type":"auto","disable_parallel_tool_use":true}""")]
    [InlineData(ToolChoiceMode.Auto, true, null)]
    [InlineData(ToolChoiceMode.Required, null, """{"type":"any"}""")]
    [InlineData(ToolChoiceMode.Required, false, """{"type":"any","disable_parallel_tool_use":true}""")]
    public void The_choice_carries_whether_calls_may_be_parallel(ToolChoiceMode mode, bool? parallel, string? expected)
    {
        Assert.Equal(expected, Choice(TwoTools with { ToolChoice = new ToolChoice(mode, []), ParallelToolCalls = parallel }));
    }

    [Theory]
    [InlineData("plan", """{"type":"tool","name":"plan"}""")]
    [InlineData("gone", null)]
    public void A_named_tool_is_forced_if_it_is_offered(string name, string? expected)
    {
        Assert.Equal(expected, Choice(TwoTools with { ToolChoice = new ToolChoice(ToolChoiceMode.Named, [new ToolName(null, name)]) }));
    }

    [Fact]
    public void A_choice_limited_to_some_tools_offers_only_these()
    {
        var request = TwoTools with { ToolChoice = new ToolChoice(ToolChoiceMode.Required, [new ToolName(null, "plan")]) };

        var body = Map(request);

        Assert.Equal("plan", Assert.Single(body.GetProperty("tools").EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal("""{"type":"any"}""", body.GetProperty("tool_choice").GetRawText());
    }

    [Fact]
    public void A_forced_call_gives_way_to_thinking_that_was_asked_for()
    {
        var request = TwoTools with { ToolChoice = new ToolChoice(ToolChoiceMode.Required, []), ReasoningEffort = "high" };

        Assert.Null(Choice(request, Budget));
        Assert.Equal("""{"type":"any"}""", Choice(request, Adaptive));
        Assert.Null(Choice(request, Adaptive with { ForcedToolChoice = false }));
    }

    [Fact]
    public void A_forced_call_stands_where_thinking_is_only_the_model_s_default()
    {
        var body = Map(TwoTools with { ToolChoice = new ToolChoice(ToolChoiceMode.Required, []) }, Budget, "high");

        Assert.Equal("""{"type":"any"}""", body.GetProperty("tool_choice").GetRawText());
        Assert.Equal("""{"type":"disabled"}""", body.GetProperty("thinking").GetRawText());
    }

    [Fact]
    public void Calls_in_the_history_without_tools_on_offer_bring_their_definitions_with_them()
    {
        var body = Map(Request(User("Go"), Call("a"), Call("b"), Output("a", "1"), Output("b", "2"), User("Summarise.")));

        var tool = Assert.Single(body.GetProperty("tools").EnumerateArray());
        Assert.Equal("shell", tool.GetProperty("name").GetString());
        Assert.Equal("""{"type":"object","properties":{}}""", tool.GetProperty("input_schema").GetRawText());
        Assert.Equal("""{"type":"none"}""", body.GetProperty("tool_choice").GetRawText());
    }

    [Fact]
    public void Without_tools_and_calls_there_is_no_word_of_them()
    {
        var body = Map(Request(User("Hi")) with { ToolChoice = new ToolChoice(ToolChoiceMode.Required, []), ParallelToolCalls = false });

        Assert.False(body.TryGetProperty("tools", out _));
        Assert.False(body.TryGetProperty("tool_choice", out _));
    }

    private static string Schema(string? schema) =>
        Map(Request(User("Go")) with { Tools = [Tool("a", schema)] }).GetProperty("tools")[0].GetProperty("input_schema").GetRawText();

    private static string? Choice(ResponsesRequest request, Capabilities? capabilities = null) =>
        Map(request, capabilities).TryGetProperty("tool_choice", out var choice) ? choice.GetRawText() : null;
}
