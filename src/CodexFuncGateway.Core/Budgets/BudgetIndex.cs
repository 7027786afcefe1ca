namespace CodexFuncGateway.Budgets;

/// <summary>Finds the budgets that count a call without looking at all of them: there may be one for every key.</summary>
internal sealed class BudgetIndex(IReadOnlyList<Budget> budgets)
{
    private readonly ILookup<(BudgetScope, string), Budget> exact = budgets.ToLookup(budget => (budget.Scope, budget.Value));
    private readonly Budget[] patterns = [.. budgets.Where(budget => budget.Scope == BudgetScope.Model && budget.Value.EndsWith('*'))];

    public IReadOnlyList<Budget> All => budgets;

    public bool HoldsBudgetOf(string keyId) => exact[(BudgetScope.Key, keyId)].Any(budget => budget.IsOfKey);

    /// <summary>In the order in which every call takes from them.</summary>
    public IReadOnlyList<Budget> Find(Charge charge, DateTimeOffset startedAt)
    {
        if (budgets.Count == 0)
        {
            return [];
        }

        var found = Candidates(charge).Where(budget => budget.EffectiveFrom <= startedAt).Distinct().ToArray();
        Array.Sort(found, (left, right) => string.CompareOrdinal(left.PoolId, right.PoolId));
        return found;
    }

    private IEnumerable<Budget> Candidates(Charge charge) =>
    [
        .. exact[(BudgetScope.Key, charge.KeyId)],
        .. exact[(BudgetScope.User, charge.User ?? "")],
        .. exact[(BudgetScope.Team, charge.Team ?? "")],
        .. charge.Tags.SelectMany(tag => exact[(BudgetScope.Tag, tag)]),
        .. charge.Models.SelectMany(model => exact[(BudgetScope.Model, model)]),
        .. patterns.Where(budget => budget.Covers(charge)),
        .. exact[(BudgetScope.Everything, "")],
    ];
}
