using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Tests.FrontDoor;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>A turn of Claude's that called a tool must come back with its signed thinking, to the byte; the simulators refuse it otherwise.</summary>
[NotFor("it has no thinking blocks that are signed for themselves", Column.Chat, Column.Cohere, Column.Gemini, Column.Native, Column.Rewritten, Column.Replicate)]
public sealed class Case11_AnthropicThinkingSignatureLost
{
    private static readonly ScriptedReasoning[] Thoughts =
    [
        new("I **look**.\n\"größe\" — 🚀", "EpQBsig+one/Zm9v=="),
        new("", "EpQBonly/a/signature++=="),
        new("Again.", "EpQBsig+three==", Redacted: "EmwKAhgBEgyRedacted+payload=="),
    ];

    [Theory, Dialects]
    public async Task Signed_empty_and_redacted_blocks_come_back_to_the_byte_before_their_calls(string column)
    {
        var steps = Thoughts.Select((thought, index) => new ScriptedStep
        {
            Reasoning = thought, Calls = [CaseTools.CallLook($"{index}"), CaseTools.CallLook("b")], ExpectedOutputs = index == 0 ? [] : ["seen", "seen"],
        });
        await using var session = await CaseSession.StartAsync(column, [.. steps, CaseTools.Done with { ExpectedOutputs = ["seen", "seen"] }]);
        session.Conversation.Offer(CaseTools.Look).Say("Look.").Set("reasoning", new { effort = "high", summary = "auto" });

        foreach (var _ in Thoughts)
        {
            await session.SendAsync();
            session.Conversation.Answer("seen", "seen");
        }

        await session.SendAsync();
        var sent = session.Sent.Texts().ToArray();
        Assert.All(Thoughts, thought => Assert.Contains(thought.Payload, sent));
    }

    [Theory, Dialects]
    public async Task A_session_that_moves_to_another_model_and_back_is_taken_by_both(string column)
    {
        var wire = Column.WireOf(column);
        var thinking = new ScriptedStep { Reasoning = Thoughts[0], Calls = [CaseTools.CallLook("a")] };
        var done = CaseTools.Done with { ExpectedOutputs = ["seen"] };
        await using var other = await Wire.Chat.StartAsync(new ScriptedSession(thinking with { Reasoning = null }, done));
        await using var session = await CaseSession.StartAsync(wire, [thinking, done, thinking, done], Wire.Chat.At(other));
        session.Conversation.Offer(CaseTools.Look);

        foreach (var model in new[] { wire.Model, Wire.Chat.Model, wire.Model })
        {
            session.Conversation.Say("Look.").Model = model;
            await session.SendAsync();
            session.Conversation.Answer("seen");
            await session.SendAsync();
        }

        Assert.Empty(other.Violations);
        Assert.DoesNotContain(other.Requests[0].Json.Texts(), text => text.Contains(Thoughts[0].Payload, StringComparison.Ordinal));
    }
}
