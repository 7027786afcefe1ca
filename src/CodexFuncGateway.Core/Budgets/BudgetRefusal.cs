using System.Globalization;
using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Budgets;

/// <summary>Why money was not to be had, in words for whoever asked: the budget's own limit, scope and end, and nothing of who spent it.</summary>
internal static class BudgetRefusal
{
    public static GatewayException Spent(Budget budget, PeriodSpan period) => new(new GatewayError(ErrorKind.BudgetSpent, Text(budget, period)) { ResetsAt = period.End });

    /// <summary>There is money, but other calls have it set aside for longer than anyone should wait.</summary>
    public static GatewayException SetAside(Budget budget) => new(new GatewayError(
        ErrorKind.RateLimited, $"What is left of the {Name(budget)} is set aside for calls that are running. Nothing was sent; please ask again.")
    {
        RetryAfter = TimeSpan.FromSeconds(10),
    });

    /// <summary>Nobody knows what is left. That is no reason to spend it, and none to call it spent.</summary>
    public static GatewayException Unreachable() => new(new GatewayError(
        ErrorKind.RateLimited, "The gateway cannot reach its budgets at the moment. Nothing was sent; please ask again.")
    {
        RetryAfter = TimeSpan.FromSeconds(5),
    });

    private static string Text(Budget budget, PeriodSpan period)
    {
        var end = period.End is { } reset ? string.Create(CultureInfo.InvariantCulture, $"it is whole again on {reset.UtcDateTime:yyyy-MM-dd HH:mm} UTC") : "it is not renewed";
        return $"The {Name(budget)} has not enough left for this request; {end}.";
    }

    private static string Name(Budget budget) =>
        string.Create(CultureInfo.InvariantCulture, $"{Rhythm(budget.Period)} budget of ${budget.LimitNanoUsd / 1e9m:0.00#######} for {Whose(budget)}");

    private static string Rhythm(BudgetPeriod period) => period switch
    {
        BudgetPeriod.Day => "daily",
        BudgetPeriod.Week => "weekly",
        BudgetPeriod.Month => "monthly",
        _ => "total",
    };

    private static string Whose(Budget budget) => budget.Scope switch
    {
        BudgetScope.Key => "this key",
        BudgetScope.Everything => "this gateway",
        _ => $"the {budget.Scope.ToString().ToLowerInvariant()} {budget.Value}",
    };
}
