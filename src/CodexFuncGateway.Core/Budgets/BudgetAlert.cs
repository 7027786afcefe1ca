namespace CodexFuncGateway.Budgets;

/// <summary>A budget has reached a threshold.</summary>
/// <param name="Budget">Which, as it was defined then.</param>
/// <param name="Period">In which period.</param>
/// <param name="Percent">The threshold.</param>
/// <param name="SpentNanoUsd">What was known to be spent.</param>
/// <param name="At">When.</param>
internal sealed record BudgetAlert(Budget Budget, PeriodSpan Period, int Percent, long SpentNanoUsd, DateTimeOffset At);
