using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Tests.Laws.Support;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Codex allows names of 128 bytes; most providers take 64, some only certain letters, and refuse the whole request otherwise.</summary>
[NotFor(NotForAttribute.CallsNoTools, Column.Replicate)]
public sealed class Case19_ToolNameLimits
{
    private static readonly string[] Names = [new('n', 128), $"{new string('n', 127)}m", "3d-render", "-plan", "under_score"];

    [Theory, Dialects]
    public async Task Names_are_put_into_the_upstreams_form_and_back_in_calls_and_history(string column)
    {
        var upstreamNames = await FindUpstreamNamesAsync(column);
        var calls = upstreamNames.Select(name => ScriptedCall.Function(name, new { path = "a" })).ToArray();
        await using var session = await CaseSession.StartAsync(column, new ScriptedStep { Calls = calls }, CaseTools.Done with { ExpectedOutputs = Names });
        session.Conversation.Offer([.. Names.Select(name => CaseTools.Function(name))]).Say("Call all of them.");

        var called = (await session.SendAsync()).Terminal.Response.Items("function_call").Select(call => call.Text("name"));
        session.Conversation.Answer([.. Names]);
        await session.SendAsync();

        Assert.Equal(Names, called);
        Assert.Equal(upstreamNames, SentTools.Of(session.Sent).Select(SentTools.Name));
        Assert.Superset(upstreamNames.ToHashSet(), session.Sent.Texts().ToHashSet());
    }

    /// <summary>The names are the same in every request, so those of one foretell those of the next.</summary>
    private static async Task<string[]> FindUpstreamNamesAsync(string column)
    {
        await using var session = await CaseSession.StartAsync(column, CaseTools.Done);
        session.Conversation.Offer([.. Names.Select(name => CaseTools.Function(name))]).Say("Hello.");
        await session.SendAsync();
        return [.. SentTools.Of(session.Sent).Select(SentTools.Name)];
    }
}
