using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Budgets;

/// <summary>
/// The money of one budget in one period as table rows: a pool row with the sums, and a row for each instance with its share of them. They stand
/// in one partition and are written together, so the sums are always those of the shares.
/// </summary>
internal static class PoolRow
{
    public const string Table = "budgetpools";
    private const string Sums = "pool";
    private const string InstancePrefix = "instance|";

    public static string Partition(Budget budget, PeriodSpan period) => $"{TableKey.Escape(budget.PoolId)}|{period.Key}";

    public static TableKey SumsKey(string partition) => new(partition, Sums);

    public static TableKey ShareKey(string partition, string instanceId) => new(partition, InstancePrefix + instanceId);

    /// <summary>The shares of all instances in the periods between two.</summary>
    public static TableQuery Shares(Budget budget, PeriodSpan first, PeriodSpan last) =>
        TableQuery.Partitions(Partition(budget, first), before: $"{Partition(budget, last)}!");

    public static bool IsShare(TableEntity row) => row.Key.Row.StartsWith(InstancePrefix, StringComparison.Ordinal);

    public static string InstanceOf(TableEntity row) => row.Key.Row[InstancePrefix.Length..];

    public static TableEntity Map(string partition, PoolSums sums) => new(SumsKey(partition)) { ["DrawnNanoUsd"] = sums.Drawn, ["SettledNanoUsd"] = sums.Settled };

    public static TableEntity Map(string partition, string instanceId, PoolShare share) => new(ShareKey(partition, instanceId))
    {
        ["DrawnNanoUsd"] = share.Drawn,
        ["SettledNanoUsd"] = share.Settled,
        ["FirstCallAt"] = share.FirstCallAt,
        ["EndedAt"] = share.EndedAt,
    };

    public static PoolSums ReadSums(TableEntity? row) => row is null ? PoolSums.Zero : new(row.GetInt64("DrawnNanoUsd") ?? 0, row.GetInt64("SettledNanoUsd") ?? 0);

    public static PoolShare? ReadShare(TableEntity? row) => row is null ? null
        : new(row.GetInt64("DrawnNanoUsd") ?? 0, row.GetInt64("SettledNanoUsd") ?? 0, row.GetDateTimeOffset("FirstCallAt") ?? default) { EndedAt = row.GetDateTimeOffset("EndedAt") };
}
