using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Budgets;

/// <summary>How a budget stands in the present period. What other instances have not told yet is missing from it, for half a minute at most.</summary>
/// <param name="Budget">Which.</param>
/// <param name="Period">The present period.</param>
/// <param name="SpentNanoUsd">What its calls have cost.</param>
internal sealed record BudgetStanding(Budget Budget, PeriodSpan Period, long SpentNanoUsd)
{
    public long LeftNanoUsd => Math.Max(0, Budget.LimitNanoUsd - SpentNanoUsd);
}

/// <summary>Reads how budgets stand.</summary>
internal sealed class BudgetReport(ITableStore store, BudgetAccounts accounts, TimeProvider timeProvider)
{
    public async Task<BudgetStanding> ReadAsync(Budget budget, CancellationToken cancellationToken)
    {
        var period = budget.PeriodOf(timeProvider.GetUtcNow());
        var sums = await new BudgetPool(store, PoolRow.Partition(budget, period)).ReadSumsAsync(cancellationToken);
        return new BudgetStanding(budget, period, sums.Settled + accounts.Untold(budget, period));
    }
}
