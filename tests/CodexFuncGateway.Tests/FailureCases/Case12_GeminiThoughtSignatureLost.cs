using System.Text.Json;
using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Tests.FrontDoor;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Gemini 3 signs the first call of a step and answers 400 if the next turn lacks that; the simulator does the same.</summary>
[NotFor("it signs no calls", Column.Anthropic, Column.Bedrock, Column.Chat, Column.Cohere, Column.Native, Column.Replicate)]
[NotFor("Gemini is not reached through it, and what Perplexity's agents sign in its stead no service demands back", Column.Rewritten)]
public sealed class Case12_GeminiThoughtSignatureLost
{
    private const string Skip = "skip_thought_signature_validator";

    private static readonly ScriptedStep Calling = new() { Reasoning = new ScriptedReasoning("Two at once.", "sig+two/=="), Calls = [CaseTools.CallLook("a"), CaseTools.CallLook("b")] };

    [Theory, Dialects(Column.Gemini)]
    public async Task A_signature_comes_back_on_the_part_that_had_it_and_on_no_other(string column)
    {
        await using var session = await CaseSession.StartAsync(column, Calling, CaseTools.Done with { ExpectedOutputs = ["one", "two"] });
        session.Conversation.Offer(CaseTools.Look).Say("Look.");

        await session.SendAsync();
        session.Conversation.Answer("one", "two");
        await session.SendAsync();

        Assert.Equal([true, false], Calls(session).Select(part => part.TryGetProperty("thoughtSignature", out _)));
        Assert.DoesNotContain(Skip, session.Sent.GetRawText(), StringComparison.Ordinal);
    }

    [Theory, Dialects(Column.Gemini)]
    public async Task Calls_of_another_model_have_the_documented_value_once_for_each_step(string column)
    {
        await using var other = await Wire.Chat.StartAsync(new ScriptedSession(Calling with { Reasoning = null }));
        await using var session = await CaseSession.StartAsync(Column.WireOf(column), [CaseTools.Done with { ExpectedOutputs = ["one", "two"] }], Wire.Chat.At(other));
        session.Conversation.Offer(CaseTools.Look).Say("Look.").Model = Wire.Chat.Model;

        await session.SendAsync();
        session.Conversation.Answer("one", "two").Model = session.Wire.Model;
        await session.SendAsync();

        Assert.Equal([Skip, null], Calls(session).Select(part => part.TryGetProperty("thoughtSignature", out var signature) ? signature.GetString() : null));
    }

    private static IEnumerable<JsonElement> Calls(CaseSession session) => session.Sent.GetProperty("contents").EnumerateArray()
        .SelectMany(content => content.GetProperty("parts").EnumerateArray()).Where(part => part.TryGetProperty("functionCall", out _));
}
