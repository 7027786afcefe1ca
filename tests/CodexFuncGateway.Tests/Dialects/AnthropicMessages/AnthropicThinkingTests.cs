using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;
using static CodexFuncGateway.Tests.Dialects.AnthropicMessages.AnthropicFixture;

namespace CodexFuncGateway.Tests.Dialects.AnthropicMessages;

public sealed class AnthropicThinkingTests
{
    private const string Disabled = """{"type":"disabled"}""";
    private const string AdaptiveMode = """{"type":"adaptive","display":"summarized"}""";

    private static readonly IReadOnlyDictionary<string, string> Words = new Dictionary<string, string> { ["minimal"] = "low", ["high"] = "high", ["xhigh"] = "max" };

    [Theory]
    [InlineData("minimal", 1_024)]
    [InlineData("low", 2_048)]
    [InlineData("medium", 10_000)]
    [InlineData("high", 16_384)]
    [InlineData("xhigh", 32_768)]
    [InlineData("max", 32_768)]
    public void An_effort_is_a_budget_for_models_that_take_one(string effort, int expected)
    {
        var body = Map(Request(User("Hi")) with { ReasoningEffort = effort }, Budget);

        Assert.Equal($$"""{"type":"enabled","budget_tokens":{{expected}}}""", body.GetProperty("thinking").GetRawText());
        Assert.False(body.TryGetProperty("output_config", out _));
    }

    [Fact]
    public void A_model_s_own_budgets_are_used()
    {
        var body = Map(Request(User("Hi")) with { ReasoningEffort = "low" }, Budget with { Efforts = new Dictionary<string, string> { ["low"] = "3000" } });

        Assert.Equal(3_000, body.GetProperty("thinking").GetProperty("budget_tokens").GetInt32());
    }

    [Fact]
    public void A_budget_leaves_room_for_an_answer_and_never_raises_the_limit()
    {
        var body = Map(Request(User("Hi")) with { ReasoningEffort = "high", MaxOutputTokens = 4_096 }, Budget);

        Assert.Equal(4_096, body.GetProperty("max_tokens").GetInt32());
        Assert.Equal(3_072, body.GetProperty("thinking").GetProperty("budget_tokens").GetInt32());
    }

    [Fact]
    public void A_limit_too_low_for_thinking_turns_it_off()
    {
        Assert.Equal(Disabled, Mode(Request(User("Hi")) with { ReasoningEffort = "high", MaxOutputTokens = 2_000 }, Budget));
    }

    [Theory]
    [InlineData("minimal", "low")]
    [InlineData("high", "high")]
    [InlineData("xhigh", "max")]
    public void An_effort_is_a_word_for_models_that_decide_themselves(string effort, string expected)
    {
        var body = Map(Request(User("Hi")) with { ReasoningEffort = effort }, Adaptive with { Efforts = Words });

        Assert.Equal(AdaptiveMode, body.GetProperty("thinking").GetRawText());
        Assert.Equal(expected, body.GetProperty("output_config").GetProperty("effort").GetString());
    }

    [Fact]
    public void An_effort_that_the_model_does_not_know_is_not_sent()
    {
        var body = Map(Request(User("Hi")) with { ReasoningEffort = "ultra" }, Adaptive with { Efforts = Words });

        Assert.Equal(AdaptiveMode, body.GetProperty("thinking").GetRawText());
        Assert.False(body.TryGetProperty("output_config", out _));
    }

    [Fact]
    public void A_host_about_which_nothing_is_declared_is_told_nothing_of_effort()
    {
        var body = Map(Request(User("Hi")) with { ReasoningEffort = "high" }, new Capabilities());

        Assert.False(body.TryGetProperty("thinking", out _));
        Assert.False(body.TryGetProperty("output_config", out _));
    }

    [Fact]
    public void Without_an_effort_the_model_s_default_holds()
    {
        Assert.Equal("high", Map(Request(User("Hi")), Adaptive, "high").GetProperty("output_config").GetProperty("effort").GetString());
    }

    [Theory]
    [InlineData(ThinkingControl.Budget)]
    [InlineData(ThinkingControl.Adaptive)]
    public void No_effort_at_all_turns_thinking_off_and_takes_it_out_of_the_history(ThinkingControl control)
    {
        var request = Request(User("Go"), Thought(), Call("a"), Output("a", "1")) with { ReasoningEffort = "none" };

        var body = Map(request, Plain with { Thinking = control }, "high");

        Assert.Equal(Disabled, body.GetProperty("thinking").GetRawText());
        Assert.Equal(["tool_use"], Types(body, 1));
    }

    [Fact]
    public void A_model_that_cannot_stop_thinking_is_asked_to_think_little()
    {
        var body = Map(Request(User("Hi")) with { ReasoningEffort = "none" }, Plain with { Thinking = ThinkingControl.AdaptiveAlways });

        Assert.Equal(AdaptiveMode, body.GetProperty("thinking").GetRawText());
        Assert.Equal("low", body.GetProperty("output_config").GetProperty("effort").GetString());
    }

    [Fact]
    public void Signed_thinking_goes_back_byte_for_byte_before_what_it_led_to()
    {
        var dialect = new CodexFuncGateway.Dialects.AnthropicMessages.AnthropicMessagesDialect();
        var thought = Thought("Größe: 4 < 5 ✓ \\n\\u0001", "Ab+/==");
        var redacted = new ReasoningItem(default, null) { Payload = """{"type":"redacted_thinking","data":"xyz+/="}"""u8.ToArray() };
        var request = Request(User("Go"), thought, redacted, Assistant("So:"), Call("a"), Output("a", "1")) with { ReasoningEffort = "high" };

        var bytes = dialect.MapRequest(request, Route(Budget)).Body.Span;

        Assert.True(bytes.IndexOf(thought.Payload!.Value.Span) > 0);
        Assert.True(bytes.IndexOf(redacted.Payload!.Value.Span) > 0);
        Assert.Equal(["thinking", "redacted_thinking", "text", "tool_use"], Types(JsonElement.Parse(bytes), 1));
    }

    [Fact]
    public void An_open_loop_that_began_without_thinking_goes_on_without_it()
    {
        var request = Request(User("Go"), Call("a"), Output("a", "1")) with { ReasoningEffort = "high" };

        Assert.Equal(Disabled, Mode(request, Budget));
        Assert.Equal(AdaptiveMode, Mode(request, Adaptive));
    }

    [Fact]
    public void A_loop_that_began_with_thinking_keeps_it_though_later_turns_have_none()
    {
        var request = Request(User("Go"), Thought(), Call("a"), Output("a", "1"), Call("b"), Output("b", "2")) with { ReasoningEffort = "high" };

        Assert.Contains("enabled", Mode(request, Budget), StringComparison.Ordinal);
    }

    [Fact]
    public void Earlier_turns_of_another_model_do_not_stand_in_the_way_of_thinking()
    {
        var request = Request(User("Go"), Call("a"), Output("a", "1"), Assistant("Done."), User("More")) with { ReasoningEffort = "high" };

        Assert.Contains("enabled", Mode(request, Budget), StringComparison.Ordinal);
    }

    [Fact]
    public void Thinking_after_which_the_reply_broke_off_is_left_out()
    {
        var body = Map(Request(User("Go"), Thought(), User("Again")) with { ReasoningEffort = "high" }, Budget);

        Assert.Equal(["text", "text"], Types(body, 0));
        Assert.Equal(1, body.GetProperty("messages").GetArrayLength());
    }

    [Fact]
    public void A_conversation_that_ends_with_the_assistant_is_closed_while_thinking_is_on()
    {
        var body = Map(Request(User("Count"), Thought(), Assistant("1, 2")) with { ReasoningEffort = "high" }, Budget);

        Assert.Equal(3, body.GetProperty("messages").GetArrayLength());
    }

    private static string Mode(ResponsesRequest request, Capabilities capabilities) => Map(request, capabilities).GetProperty("thinking").GetRawText();

    private static string[] Types(JsonElement body, int turn) =>
        [.. body.GetProperty("messages")[turn].GetProperty("content").EnumerateArray().Select(block => block.GetProperty("type").GetString()!)];
}
