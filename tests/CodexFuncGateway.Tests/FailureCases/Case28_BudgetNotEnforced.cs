using CodexFuncGateway.Ledger;
using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Tests.FrontDoor;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Keys spend more than they may where a route skips the check, where counters lag behind, or by all that is in flight at once.</summary>
[StillOpen("no key, team or model has a limit yet, so nothing is held against one: conditional counters and periods come with the budgets")]
public sealed class Case28_BudgetNotEnforced
{
    private static readonly string[] Prefixes = ["/openai/v1", "/v1", "/openai", ""];
    private static readonly string[] Paths = ["/responses", "/responses/compact", "/chat/completions"];

    private static readonly ScriptedStep Speaking = new() { Text = "Forty-two.", Usage = new ScriptedUsage(20, 10, 0, 300, 0) };

    [Theory, Dialects]
    public async Task An_upper_bound_is_set_aside_before_the_call_and_settled_after_it(string column)
    {
        await using var session = await StartAsync(column);
        using var gate = session.Upstream.Faults.HoldFrames();

        var asking = session.Gateway.PostAsync(session.Conversation.ToJson());
        await session.Gateway.Time.WaitedForAsync(Waits.UpstreamIdle);
        var open = Assert.Single(await session.Gateway.Ledger.RowsAsync());
        gate.Open();
        await asking;

        var settled = await session.Gateway.Ledger.OnlyRowAsync();
        Assert.Equal((LedgerOutcome.Open, LedgerOutcome.Completed, open.RequestId), (open.Outcome, settled.Outcome, settled.RequestId));
        Assert.InRange(settled.CostNanoUsd, 1, open.CostNanoUsd);
    }

    [Theory, Dialects]
    public async Task Every_path_has_the_same_admission(string column)
    {
        await using var session = await StartAsync(column);

        foreach (var path in Prefixes.SelectMany(prefix => Paths.Select(path => prefix + path)))
        {
            var stranger = Ask.Responses(session.Conversation.ToJson()).With(("Authorization", "Bearer sk-not-one-of-ours"));
            stranger.RequestUri = new Uri(path, UriKind.Relative);

            Assert.Equal(401, (await session.Gateway.SendAsync(stranger)).Status);
        }

        Assert.Empty(session.Upstream.Requests);
        Assert.Empty(await session.Gateway.Ledger.RowsAsync());
    }

    private static async Task<CaseSession> StartAsync(string column)
    {
        var session = await CaseSession.StartAsync(column, Speaking);
        session.Conversation.Say("What is 6 × 7?");
        return session;
    }
}
