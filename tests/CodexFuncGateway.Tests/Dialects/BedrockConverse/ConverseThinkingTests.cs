using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;
using static CodexFuncGateway.Tests.Dialects.BedrockConverse.ConverseFixture;

namespace CodexFuncGateway.Tests.Dialects.BedrockConverse;

public sealed class ConverseThinkingTests
{
    private const string Disabled = """{"thinking":{"type":"disabled"}}""";

    private static readonly Dictionary<string, string> Words = new() { ["low"] = "low", ["high"] = "high", ["xhigh"] = "max" };

    [Theory]
    [InlineData("low", 2_048)]
    [InlineData("high", 16_384)]
    public void An_effort_is_a_budget_for_older_Claudes_and_fits_into_a_stated_limit(string effort, int budget)
    {
        var body = Map(Request(User("Hi")) with { ReasoningEffort = effort }, Budget);

        Assert.Equal($$$"""{"thinking":{"type":"enabled","budget_tokens":{{{budget}}}}}""", Fields(body));
        Assert.Equal("""{"maxTokens":64000}""", body.GetProperty("inferenceConfig").GetRawText());
    }

    [Theory]
    [InlineData("none", null)]
    [InlineData("high", 2_000)]
    public void No_effort_or_too_low_a_limit_turns_thinking_off(string effort, int? limit) =>
        Assert.Equal(Disabled, Fields(Map(Request(User("Hi")) with { ReasoningEffort = effort, MaxOutputTokens = limit }, Budget)));

    [Fact]
    public void An_effort_is_a_word_for_Claudes_that_decide_themselves() => Assert.Equal(
        """{"thinking":{"type":"adaptive","display":"summarized"},"output_config":{"effort":"max"}}""",
        Fields(Map(Request(User("Hi")) with { ReasoningEffort = "xhigh" }, Adaptive with { Efforts = Words })));

    [Theory]
    [InlineData("reasoning_effort", "high", """{"reasoning_effort":"high"}""")]
    [InlineData("reasoning_config", "low", """{"reasoning_config":"low"}""")]
    [InlineData("reasoningConfig", "high", """{"reasoningConfig":{"maxReasoningEffort":"high","type":"enabled"}}""")]
    [InlineData("reasoning_effort", "none", null)]
    [InlineData(null, "high", null)]
    public void Other_models_take_an_effort_in_a_field_of_their_own(string? field, string effort, string? expected)
    {
        var capabilities = Plain with { Thinking = ThinkingControl.Effort, EffortField = field, Efforts = Words };
        var fields = Fields(Map(Request(User("Hi")) with { ReasoningEffort = effort }, capabilities));

        Assert.True(expected is null ? fields is null : JsonElement.DeepEquals(JsonElement.Parse(expected), JsonElement.Parse(fields!)), fields);
    }

    [Fact]
    public void Nova_thinks_less_hard_where_its_output_is_limited()
    {
        var nova = Plain with { Thinking = ThinkingControl.Effort, EffortField = "reasoningConfig", Efforts = Words };

        Assert.Contains("\"medium\"", Fields(Map(Request(User("Hi")) with { ReasoningEffort = "high", MaxOutputTokens = 500 }, nova)));
    }

    [Fact]
    public void Thoughts_go_back_byte_for_byte_before_what_they_led_to()
    {
        const string Signed = """{"reasoningText":{"text":"乘法 \"x\"","signature":"EpQB+one/Zm9v=="}}""";
        const string Redacted = """{"redactedContent":"EmwKAhgB+/=="}""";

        var body = Map(Request(User("Go"), Thought(Signed), Thought(Redacted), Assistant("Look."), Call("a"), Output("a", "1")) with { ReasoningEffort = "high" }, Budget);

        var turn = body.GetProperty("messages")[1].GetProperty("content");
        Assert.Equal($$"""{"reasoningContent":{{Signed}}}""", turn[0].GetRawText());
        Assert.Equal($$"""{"reasoningContent":{{Redacted}}}""", turn[1].GetRawText());
        Assert.Equal("""assistant: reasoningContent, reasoningContent, text "Look.", toolUse a""", Turns(body)[1]);
    }

    [Fact]
    public void A_loop_that_began_without_thinking_goes_on_without_it()
    {
        var request = Request(User("Go"), Call("a"), Output("a", "1")) with { ReasoningEffort = "high" };

        Assert.Equal(Disabled, Fields(Map(request, Budget)));
        Assert.Contains("adaptive", Fields(Map(request, Adaptive)));
    }

    [Fact]
    public void Without_thinking_no_thoughts_are_shown()
    {
        var request = Request(User("Go"), Thought(), Call("a"), Output("a", "1")) with { ReasoningEffort = "none" };

        Assert.Equal("assistant: toolUse a", Turns(Map(request, Budget))[1]);
        Assert.Equal("assistant: reasoningContent, toolUse a", Turns(Map(request, Plain))[1]);
    }

    [Fact]
    public void A_turn_does_not_end_in_thoughts() =>
        Assert.Equal(["""user: text "Go", text "Again", cachePoint"""], Turns(Map(Request(User("Go"), Thought(), User("Again")) with { ReasoningEffort = "high" }, Budget)));

    [Fact]
    public void A_default_effort_gives_way_to_a_forced_call_and_one_that_was_asked_for_does_not()
    {
        var request = Request(User("Hi")) with { Tools = [Tool("shell")], ToolChoice = new ToolChoice(ToolChoiceMode.Required, []) };

        Assert.Equal(Disabled, Fields(Map(request, Budget, defaultEffort: "high")));
        Assert.Contains("enabled", Fields(Map(request with { ReasoningEffort = "high" }, Budget)));
    }

    private static string? Fields(JsonElement body) => body.TryGetProperty("additionalModelRequestFields", out var fields) ? fields.GetRawText() : null;
}
