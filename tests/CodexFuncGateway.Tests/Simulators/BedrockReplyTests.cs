using System.Text.Json;
using System.Text.Json.Nodes;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Bedrock;
using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Tests.Laws.Support;
using static CodexFuncGateway.Tests.Simulators.BedrockRequests;

namespace CodexFuncGateway.Tests.Simulators;

/// <summary>What the simulated Bedrock says, and what it wants back of it.</summary>
public sealed class BedrockReplyTests
{
    private static readonly ScriptedStep Step = new()
    {
        Reasoning = new ScriptedReasoning("I look.", "EpQB+sig==", "redacted"),
        Text = "Looking.",
        Calls = [ScriptedCall.Function("shell", new { cmd = "ls" })],
        Usage = new ScriptedUsage(100, 20, 5, 30, 10),
    };

    private readonly BedrockSimulator wire = new(new AwsAccount { ApiKey = Key });

    [Fact]
    public void A_stream_is_made_of_messages_of_which_only_calls_say_that_they_begin()
    {
        var names = Frames(Thinking()).Select(frame => frame.Event).ToList();

        Assert.Equal("messageStart", names[0]);
        Assert.Equal(["contentBlockStart"], names.Where(name => name == "contentBlockStart"));
        Assert.Equal(["messageStop", "metadata"], names[^2..]);
    }

    [Fact]
    public void Usage_comes_last_and_its_total_counts_the_cache_too()
    {
        var usage = Frames(Thinking())[^1].Json.GetProperty("usage");

        Assert.Equal((100, 20, 5, 30, 155), (Count("inputTokens"), Count("cacheReadInputTokens"), Count("cacheWriteInputTokens"), Count("outputTokens"), Count("totalTokens")));

        int Count(string name) => usage.GetProperty(name).GetInt32();
    }

    [Fact]
    public void A_whole_reply_says_the_same()
    {
        var reply = wire.WriteReply(Thinking().ToBedrock(Claude, "converse"), new NumberedStep(1, Step));

        Assert.Equal("application/json", reply.ContentType);
        var content = JsonElement.Parse(Assert.Single(reply.Frames)).GetProperty("output").GetProperty("message").GetProperty("content");
        Assert.Equal(["reasoningContent", "reasoningContent", "text", "toolUse"], content.EnumerateArray().Select(block => block.EnumerateObject().Single().Name));
    }

    [Fact]
    public void Thoughts_come_back_whole_and_unchanged()
    {
        var content = (JsonArray)JsonNode.Parse(wire.WriteReply(Thinking().ToBedrock(Claude, "converse"), new NumberedStep(1, Step)).Frames[0])!["output"]!["message"]!["content"]!;

        Assert.Null(After(content).BedrockRefusal(wire: wire));
        Assert.Contains("cannot be modified", After(content, turn => turn.RemoveAt(0)).BedrockRefusal(wire: wire));
        Assert.Contains("Expected `thinking`", After(content, turn => { turn.RemoveAt(0); turn.RemoveAt(0); }).BedrockRefusal(wire: wire));
        Assert.Contains("Invalid `signature`", After(content, turn => turn[1]!["reasoningContent"]!["reasoningText"]!["text"] = "I looked.").BedrockRefusal(wire: wire));
        Assert.Contains("Invalid `signature`", After(content, turn => turn[0]!["reasoningContent"]!["redactedContent"] = "AAAA").BedrockRefusal(wire: wire));
    }

    [Fact]
    public void A_model_that_was_not_asked_to_think_cannot_play_a_step_that_does() =>
        Assert.Throws<ScriptViolationException>(() => wire.WriteReply(ToolLoop().ToBedrock(Claude), new NumberedStep(1, Step)));

    private IReadOnlyList<SseFrame> Frames(JsonObject body) =>
        EventStreamFrame.Split([.. wire.WriteReply(body.ToBedrock(Claude), new NumberedStep(1, Step)).Frames.SelectMany(frame => frame)]);

    private static JsonObject Thinking() => ToolLoop().With(body =>
        body["additionalModelRequestFields"] = SimulatedRequests.Json("""{"thinking":{"type":"enabled","budget_tokens":1024}}"""));

    /// <summary>The next request of a loop in which the model said this.</summary>
    private static JsonObject After(JsonArray content, Action<JsonArray>? change = null)
    {
        var turn = (JsonArray)content.DeepClone();
        var id = turn[^1]!["toolUse"]!["toolUseId"]!.GetValue<string>();
        change?.Invoke(turn);
        return Thinking().With(body =>
        {
            body.Messages()[1]!["content"] = turn;
            body.Blocks(2)[0]!["toolResult"]!["toolUseId"] = id;
        });
    }
}
