using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>
/// Codex's own compaction, an ordinary request for a summary: calls and outputs in the history, the user's words right after them, and no tools on offer. Services
/// refuse each of these in their own way.
/// </summary>
public sealed class LocalCompactionTests
{
    private const string Summary = "They asked for 6 × 7. answer.txt says \"forty-two\".";

    private static readonly ScriptedSession Session = new(
        new ScriptedStep
        {
            Reasoning = new ScriptedReasoning("I look it up.", "c2lnbed+/=="),
            Calls = [ScriptedCall.Function("look", new { path = "answer.txt" }), ScriptedCall.Function("look", new { path = "question.txt" })],
        },
        new ScriptedStep { ExpectedOutputs = ["forty-two", "forty-two"], Text = "It is 42." },
        new ScriptedStep { Calls = [ScriptedCall.Function("look", new { path = "other.txt" })] },
        new ScriptedStep { ExpectedOutputs = ["nothing"], Text = Summary });

    public static TheoryData<string> Providers => [.. Wire.Wires.Concat([Wire.Azure, Wire.Mistral]).Select(wire => wire.Provider)];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_summary_is_written_without_tools_of_a_history_with_calls(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync(Session);
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        var conversation = new Conversation().Say("Six times seven?");
        conversation.Hear(await gateway.PostAsync(conversation.Request(wire.Model))).Answer("forty-two");
        conversation.Hear(await gateway.PostAsync(conversation.Request(wire.Model))).Say("And what else?");
        conversation.Hear(await gateway.PostAsync(conversation.Request(wire.Model))).Answer("nothing");

        var answer = await gateway.PostAsync(conversation.Say("You are performing a CONTEXT CHECKPOINT COMPACTION.").Request(wire.Model, tools: false));

        Assert.Equal([], upstream.Violations);
        var message = Assert.Single(answer.Items(), item => item.GetProperty("type").GetString() == "message");
        Assert.Equal(Summary, message.GetProperty("content")[0].GetProperty("text").GetString());
        Assert.DoesNotContain(answer.Items(), item => item.GetProperty("type").GetString() == "function_call");
    }
}
