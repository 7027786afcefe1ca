using System.Text.Json;
using static CodexFuncGateway.Tests.Dialects.AnthropicMessages.AnthropicFixture;

namespace CodexFuncGateway.Tests.Dialects.AnthropicMessages;

public sealed class AnthropicCacheMarkTests
{
    private const string Mark = """{"type":"ephemeral"}""";

    [Fact]
    public void Marks_stand_at_the_end_of_tools_of_system_and_of_the_last_two_user_turns()
    {
        var body = Map(Request(
            Developer("One."), Developer("Two."), User("First"), Call("a"), Output("a", "1"), Call("b"), Call("c"), Output("b", "2"), Output("c", "3"))
            with
        { Tools = [Tool("shell"), Tool("plan")] });

        Assert.Equal([false, true], Marks(body.GetProperty("tools")));
        Assert.Equal([false, true], Marks(body.GetProperty("system")));
        Assert.Equal(
            [[false], [false], [true], [false, false], [false, true]],
            body.GetProperty("messages").EnumerateArray().Select(turn => Marks(turn.GetProperty("content"))));
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 0)]
    public void Where_the_user_s_word_makes_the_model_forget_its_thoughts_the_prompt_is_known_up_to_the_word_before(bool keepsThoughts, int known)
    {
        var body = Map(
            Request(User("1"), Thought(), Call("a"), Output("a", "1"), Thought(), Assistant("2"), User("3")) with { Tools = [Tool("shell")], ReasoningEffort = "low" },
            Budget with { KeepsThoughts = keepsThoughts, Efforts = new Dictionary<string, string> { ["low"] = "2048" } });

        Assert.Equal([known, 4], body.GetProperty("messages").EnumerateArray().Index().Where(turn => Marks(turn.Item.GetProperty("content")).Contains(true)).Select(turn => turn.Index));
    }

    [Fact]
    public void No_request_has_more_marks_than_four()
    {
        var body = Map(Request(Developer("One."), User("1"), Assistant("2"), User("3"), Assistant("4"), User("5")) with { Tools = [Tool("shell")] });

        Assert.Equal(4, body.GetRawText().Split(Mark).Length - 1);
    }

    [Fact]
    public void A_user_turn_that_the_gateway_adds_is_not_marked()
    {
        var body = Map(Request(User("1"), Assistant("2")), Adaptive);

        Assert.Equal(
            [[true], [false], [false]],
            body.GetProperty("messages").EnumerateArray().Select(turn => Marks(turn.GetProperty("content"))));
    }

    [Fact]
    public void What_was_sent_before_is_sent_again_byte_for_byte_but_for_its_marks()
    {
        var first = Map(Request(Developer("One."), User("1"), Call("a"), Output("a", "1")) with { Tools = [Tool("shell")] });
        var second = Map(Request(Developer("One."), User("1"), Call("a"), Output("a", "1"), Assistant("2"), User("3")) with { Tools = [Tool("shell")] });

        var sent = Unmarked(first.GetProperty("messages"))[..^1];
        Assert.StartsWith(sent, Unmarked(second.GetProperty("messages")), StringComparison.Ordinal);
        Assert.Equal(first.GetProperty("tools").GetRawText(), second.GetProperty("tools").GetRawText());
        Assert.Equal(first.GetProperty("system").GetRawText(), second.GetProperty("system").GetRawText());
    }

    private static string Unmarked(JsonElement messages) => messages.GetRawText().Replace($",\"cache_control\":{Mark}", "", StringComparison.Ordinal);

    private static bool[] Marks(JsonElement carriers) => [.. carriers.EnumerateArray().Select(carrier => carrier.TryGetProperty("cache_control", out _))];
}
