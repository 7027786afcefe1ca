using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Budgets;

/// <summary>A budget's definition as a table row. All stand in one partition, for they are read together.</summary>
internal static class BudgetRow
{
    public const string Table = "budgets";
    public const string Partition = "budget";

    public static TableKey Key(string id) => new(Partition, TableKey.Escape(id));

    public static TableEntity Map(Budget budget) => new(Key(budget.Id))
    {
        ["Id"] = budget.Id,
        ["Scope"] = budget.Scope.ToString(),
        ["Value"] = budget.Value,
        ["Period"] = budget.Period.ToString(),
        ["LimitNanoUsd"] = budget.LimitNanoUsd,
        ["PoolId"] = budget.PoolId,
        ["EffectiveFrom"] = budget.EffectiveFrom,
    };

    public static Budget Read(TableEntity row) => new(
        row.GetString("Id") ?? "",
        Enum.Parse<BudgetScope>(row.GetString("Scope") ?? ""),
        row.GetString("Value") ?? "",
        Enum.Parse<BudgetPeriod>(row.GetString("Period") ?? ""),
        row.GetInt64("LimitNanoUsd") ?? 0)
    {
        PoolId = row.GetString("PoolId") ?? "",
        EffectiveFrom = row.GetDateTimeOffset("EffectiveFrom") ?? default,
    };
}
