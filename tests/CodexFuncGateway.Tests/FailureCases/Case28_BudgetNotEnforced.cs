using System.Globalization;
using System.Text.Json;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Tests.FrontDoor;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Keys spend more than they may where a route skips the check, where counters lag behind, or by all that is in flight at once.</summary>
public sealed class Case28_BudgetNotEnforced
{
    private static readonly string[] Prefixes = ["/openai/v1", "/v1", "/openai", ""];
    private static readonly string[] Paths = ["/responses", "/responses/compact", "/chat/completions"];

    private static readonly ScriptedStep Speaking = new() { Text = "Forty-two.", Usage = new ScriptedUsage(20, 10, 0, 300, 0) };

    [Theory, Dialects]
    public async Task An_upper_bound_is_set_aside_before_the_call_and_settled_after_it(string column)
    {
        await using var session = await StartAsync(column);

        var (open, _) = await AskAsync(session);

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

    [Theory, Dialects]
    public async Task What_one_call_spent_is_not_there_for_the_next_until_the_period_ends(string column)
    {
        var bound = await BoundAsync(column);
        await using var session = await StartAsync(column, bound, ("Gateway:BudgetOutputFloor", "10000000"));

        Assert.Equal(200, (await session.Gateway.PostAsync(session.Conversation.ToJson())).Status);
        var refused = await session.Gateway.PostAsync(session.Conversation.ToJson());
        session.Gateway.Time.Advance(TimeSpan.FromDays(1));
        var renewed = await session.Gateway.PostAsync(session.Conversation.ToJson());

        Assert.Equal((429, "usage_limit_reached", 200), (refused.Status, refused.Code, renewed.Status));
        Assert.Equal(2, session.Upstream.Requests.Count);
    }

    [Theory, Dialects]
    public async Task Calls_at_once_do_not_spend_the_same_money_twice(string column)
    {
        var bound = await BoundAsync(column);
        await using var session = await StartAsync(column, bound * 5 / 2, ("Gateway:BudgetOutputFloor", "10000000"));
        using var gate = session.Upstream.Faults.HoldFrames();
        using var second = session.Upstream.Faults.HoldFrames();

        var asking = Enumerable.Range(0, 2).Select(_ => session.Gateway.PostAsync(session.Conversation.ToJson())).ToArray();
        Assert.True(SpinWait.SpinUntil(() => session.Upstream.Requests.Count == 2, TimeSpan.FromSeconds(30)), "Two can be paid at once.");
        var third = session.Gateway.PostAsync(session.Conversation.ToJson());
        var waiting = WaitsForMoneyAsync(session);
        Assert.True(await Task.WhenAny(waiting, third) == waiting, "The third is not held up.");
        await waiting;
        Assert.Equal(2, session.Upstream.Requests.Count);
        gate.Open();
        second.Open();

        Assert.All(await Task.WhenAll([.. asking, third]), answer => Assert.Equal(200, answer.Status));
    }

    [Theory, Dialects]
    public async Task An_answer_is_made_shorter_before_a_call_is_refused(string column)
    {
        var bound = await BoundAsync(column);
        var limit = bound * 6 / 10;
        await using var session = await StartAsync(column, limit);

        var (open, answer) = await AskAsync(session);

        Assert.Equal(200, answer.Status);
        Assert.Empty(session.Upstream.Violations);
        Assert.InRange(open.CostNanoUsd, 1, limit);
        Assert.InRange(Assert.Single(OutputLimits(session.Sent)), 1_024, int.MaxValue);
    }

    /// <summary>The most that the question can cost.</summary>
    private static async Task<long> BoundAsync(string column)
    {
        await using var session = await StartAsync(column);
        return (await AskAsync(session)).Open.CostNanoUsd;
    }

    /// <summary>Asks, and gives the row as it stands while the upstream is at work.</summary>
    private static async Task<(LedgerEntry Open, Answer Answer)> AskAsync(CaseSession session)
    {
        using var gate = session.Upstream.Faults.HoldFrames();
        var asking = session.Gateway.PostAsync(session.Conversation.ToJson());
        await session.Gateway.Time.WaitedForAsync(Waits.UpstreamIdle);
        var open = Assert.Single(await session.Gateway.Ledger.RowsAsync());
        gate.Open();
        return (open, await asking);
    }

    /// <summary>No other wait of the gateway is as short.</summary>
    private static async Task WaitsForMoneyAsync(CaseSession session)
    {
        while (await session.Gateway.Time.TimerStartedAsync() > TimeSpan.FromMilliseconds(150))
        {
        }
    }

    private static IEnumerable<int> OutputLimits(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property =>
            property.Value.ValueKind == JsonValueKind.Number && property.Name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant() is "MAXTOKENS" or "MAXOUTPUTTOKENS" or "MAXCOMPLETIONTOKENS"
                ? [property.Value.GetInt32()]
                : OutputLimits(property.Value)),
        _ => [],
    };

    private static Task<CaseSession> StartAsync(string column, long limitNanoUsd, params (string, string)[] settings) => StartAsync(
        column,
        [
            ("Budgets:day:Scope", "key"), ("Budgets:day:Value", "dev"), ("Budgets:day:Period", "day"),
            ("Budgets:day:LimitUsd", (limitNanoUsd / 1e9m).ToString(CultureInfo.InvariantCulture)), .. settings,
        ]);

    private static async Task<CaseSession> StartAsync(string column, params (string, string)[] settings)
    {
        var session = await CaseSession.StartAsync(Column.WireOf(column), [Speaking, Speaking, Speaking], settings);
        session.Conversation.Say("What is 6 × 7?");
        return session;
    }
}
