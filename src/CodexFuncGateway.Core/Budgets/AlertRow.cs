using System.Globalization;
using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Budgets;

/// <summary>An alert as a table row beside its pool. Inserting it is what makes sure that one instance alone tells of it.</summary>
internal static class AlertRow
{
    private const string Prefix = "threshold|";

    public static TableEntity Map(BudgetAlert alert, DateTimeOffset? toldAt) => new(
        new TableKey(PoolRow.Partition(alert.Budget, alert.Period), string.Create(CultureInfo.InvariantCulture, $"{Prefix}{alert.Percent:D3}")))
    {
        ["Percent"] = alert.Percent,
        ["LimitNanoUsd"] = alert.Budget.LimitNanoUsd,
        ["SpentNanoUsd"] = alert.SpentNanoUsd,
        ["At"] = alert.At,
        ["ToldAt"] = toldAt,
    };

    public static bool IsAlert(TableEntity row) => row.Key.Row.StartsWith(Prefix, StringComparison.Ordinal);

    public static bool IsTold(TableEntity row) => row.GetDateTimeOffset("ToldAt") is not null;

    /// <summary>The budget's id and scope stand in its definition, and the period in the partition that the row was found in.</summary>
    public static BudgetAlert Read(TableEntity row, Budget budget)
    {
        var at = row.GetDateTimeOffset("At") ?? default;
        return new BudgetAlert(
            budget with { LimitNanoUsd = row.GetInt64("LimitNanoUsd") ?? 0 }, budget.PeriodOf(at), row.GetInt32("Percent") ?? 0, row.GetInt64("SpentNanoUsd") ?? 0, at);
    }
}
