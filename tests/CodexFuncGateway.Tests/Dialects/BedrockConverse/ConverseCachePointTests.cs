using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;
using static CodexFuncGateway.Tests.Dialects.BedrockConverse.ConverseFixture;

namespace CodexFuncGateway.Tests.Dialects.BedrockConverse;

public sealed class ConverseCachePointTests
{
    private const string Mark = """{"cachePoint":{"type":"default"}}""";

    private static readonly Capabilities Anywhere = Plain with { CachePoints = CachePoints.Anywhere };
    private static readonly Capabilities BehindText = Plain with { CachePoints = CachePoints.BehindText };

    [Fact]
    public void Points_stand_at_the_end_of_tools_of_system_and_of_the_last_two_user_turns()
    {
        var body = Map(Loop(), Anywhere);

        Assert.Equal(4, Count(body));
        Assert.EndsWith($"{Mark}]", body.GetProperty("toolConfig").GetProperty("tools").GetRawText(), StringComparison.Ordinal);
        Assert.EndsWith($"{Mark}]", body.GetProperty("system").GetRawText(), StringComparison.Ordinal);
        Assert.Equal(["user: text \"First\"", "user: toolResult a, cachePoint", "user: toolResult b, toolResult c, cachePoint"], Turns(body).Where(turn => turn.StartsWith("user", StringComparison.Ordinal)));
    }

    [Fact]
    public void Nova_takes_them_behind_text_only()
    {
        var body = Map(Loop() with { Input = [.. Loop().Input, User("And?"), Assistant("Well."), new MessageItem(default, "user", [new TextPart("See"), new ImagePart("data:image/png;base64,AAAA", null)])] }, BehindText);

        Assert.Equal(3, Count(body));
        Assert.DoesNotContain("cachePoint", body.GetProperty("toolConfig").GetRawText());
        Assert.EndsWith($"{Mark}]", body.GetProperty("system").GetRawText(), StringComparison.Ordinal);
        Assert.Equal(
            ["user: text \"First\", cachePoint", "user: toolResult a", "user: toolResult b, toolResult c, text \"And?\", cachePoint", "user: text \"See\", image"],
            Turns(body).Where(turn => turn.StartsWith("user", StringComparison.Ordinal)));
    }

    [Fact]
    public void Most_models_take_none() => Assert.Equal(0, Count(Map(Loop())));

    [Fact]
    public void What_the_gateway_adds_is_not_marked() =>
        Assert.Equal("user: text \"Continue.\"", Turns(Map(Request(User("1"), Assistant("2")), Anywhere))[^1]);

    [Fact]
    public void What_was_sent_before_is_sent_again_byte_for_byte_but_for_its_points()
    {
        var first = Map(Loop(), Anywhere);
        var second = Map(Loop() with { Input = [.. Loop().Input, Assistant("2"), User("3")] }, Anywhere);

        var sent = Unmarked(first.GetProperty("messages"))[..^1];
        Assert.StartsWith(sent, Unmarked(second.GetProperty("messages")), StringComparison.Ordinal);
        Assert.Equal(first.GetProperty("toolConfig").GetRawText(), second.GetProperty("toolConfig").GetRawText());
        Assert.Equal(first.GetProperty("system").GetRawText(), second.GetProperty("system").GetRawText());
    }

    private static ResponsesRequest Loop() =>
        Request(Developer("One."), Developer("Two."), User("First"), Call("a"), Output("a", "1"), Call("b"), Call("c"), Output("b", "2"), Output("c", "3"))
            with
        { Tools = [Tool("shell"), Tool("plan")] };

    private static int Count(JsonElement body) => body.GetRawText().Split(Mark).Length - 1;

    private static string Unmarked(JsonElement messages) => messages.GetRawText().Replace($",{Mark}", "", StringComparison.Ordinal);
}
