using CodexFuncGateway.Budgets;
using CodexFuncGateway.Http.Administration;
using CodexFuncGateway.Keys;
using CodexFuncGateway.Ledger;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http;

/// <summary><c>GET /gateway/v1/usage</c>: what the calling key has spent today, and what is left of the budgets that hold for it.</summary>
internal sealed class UsageEndpoint(CallerReader callers, Admission admission, BudgetBook book, BudgetReport report, LedgerReader ledger, TimeProvider timeProvider)
{
    public const string Path = "/gateway/v1/usage";

    public async Task HandleAsync(HttpContext context, string requestId)
    {
        var key = await admission.AdmitAsync(callers.Read(context.Request), context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        var now = timeProvider.GetUtcNow();
        var spent = await SpentTodayAsync(key, now, context.RequestAborted);
        var standings = await ReadStandingsAsync(key, now, context.RequestAborted);
        await JsonReply.WriteAsync(context, StatusCodes.Status200OK, json =>
        {
            json.WriteStartObject();
            json.WriteString("key"u8, key.Id);
            json.WriteNumber("spent_today_usd"u8, spent / 1e9m);
            json.WriteStartArray("budgets"u8);
            foreach (var standing in standings)
            {
                // What others of a team have spent is theirs to tell.
                BudgetWriter.WriteStanding(json, standing, showsSpent: standing.Budget.Scope is BudgetScope.Key or BudgetScope.User);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private ValueTask<long> SpentTodayAsync(VirtualKey key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        return ledger.ReadNewestFirstAsync(key.Id, today, now.AddTicks(1), cancellationToken)
            .Where(entry => entry.Outcome != LedgerOutcome.Open)
            .AggregateAsync(0L, (spent, entry) => spent + entry.CostNanoUsd, cancellationToken);
    }

    private async Task<IReadOnlyList<BudgetStanding>> ReadStandingsAsync(VirtualKey key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Budgets of a model hold for calls, not for a key.
        var budgets = (await book.ReadAsync(cancellationToken)).Find(new Charge(key.Id, key.User, key.Team, key.Tags, []), now);
        var standings = new List<BudgetStanding>();
        foreach (var budget in budgets)
        {
            standings.Add(await report.ReadAsync(budget, cancellationToken));
        }

        return standings;
    }
}
