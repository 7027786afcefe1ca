using CodexFuncGateway.Storage;
using Microsoft.Extensions.Configuration;

namespace CodexFuncGateway.Budgets;

/// <summary>The budgets of the settings: <c>Budgets:&lt;id&gt;:Scope</c>, <c>:Value</c>, <c>:Period</c> and <c>:LimitUsd</c>.</summary>
internal static class ConfiguredBudgets
{
    /// <exception cref="InvalidOperationException">A setting is wrong: the gateway does not start with half of its limits.</exception>
    public static IReadOnlyList<Budget> Read(IConfiguration configuration) =>
        [.. configuration.GetSection("Budgets").GetChildren().Select(Read)];

    private static Budget Read(IConfigurationSection section)
    {
        var budget = BudgetRules.Read(section.Key, section["Scope"], section["Value"], section["Period"], section["LimitUsd"]);
        return budget.Problem is { } problem
            ? throw new InvalidOperationException($"{section.Path}:{problem.Field}: {problem.Reason}")
            : budget.Budget! with
            {
                PoolId = $"settings|{TableKey.Escape(section.Key)}|{budget.Budget.Scope}|{TableKey.Escape(budget.Budget.Value)}|{budget.Budget.Period}",
                IsConfigured = true,
            };
    }
}
