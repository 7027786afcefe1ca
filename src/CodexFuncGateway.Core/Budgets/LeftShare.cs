using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Budgets;

/// <summary>The share of an instance that has ended, and what the ledger says that it should be.</summary>
/// <param name="Budget">The budget that it is a share of.</param>
/// <param name="InstanceId">Whose it was.</param>
/// <param name="Partition">Where it stands.</param>
/// <param name="From">When the instance's first call started.</param>
/// <param name="Until">After this moment it started none.</param>
internal sealed record LeftShare(Budget Budget, string InstanceId, string Partition, DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>By how much the clocks of two instances may differ at most.</summary>
    private static readonly TimeSpan ClockMargin = TimeSpan.FromHours(1);

    private PeriodSpan Period { get; } = Budget.PeriodOf(From);

    /// <summary>What its calls cost in the period, as far as it has been added up.</summary>
    public long CostNanoUsd { get; set; }

    public static LeftShare Read(Budget budget, TableEntity row, string instanceId, DateTimeOffset now)
    {
        var share = PoolRow.ReadShare(row)!;
        return new LeftShare(budget, instanceId, row.Key.Partition, share.FirstCallAt, (share.EndedAt ?? now) + ClockMargin);
    }

    /// <summary>The days (UTC) on which its calls started.</summary>
    public IEnumerable<DateTimeOffset> Days()
    {
        var day = new DateTimeOffset(From.UtcDateTime.Date, TimeSpan.Zero);
        for (; day <= Until && !(day >= Period.End); day = day.AddDays(1))
        {
            yield return day;
        }
    }

    public bool Counts(DateTimeOffset startedAt, Charge charge) => Period.Contains(startedAt) && startedAt >= Budget.EffectiveFrom && Budget.Covers(charge);
}
