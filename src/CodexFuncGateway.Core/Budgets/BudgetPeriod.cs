namespace CodexFuncGateway.Budgets;

/// <summary>How long a budget lasts before it is whole again. Days are UTC's, weeks begin on Monday.</summary>
internal enum BudgetPeriod
{
    Day,
    Week,
    Month,

    /// <summary>For good: a total is never whole again.</summary>
    Total,
}
