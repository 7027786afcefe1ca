using System.Globalization;

namespace CodexFuncGateway.Budgets;

/// <summary>What a budget has to be, whoever writes it: an administrator or the settings.</summary>
internal static class BudgetRules
{
    private const decimal NanoUsdPerUsd = 1_000_000_000m;
    private const decimal Largest = 1_000_000_000m;
    private const int LongestId = 64;
    private const int LongestValue = 256;

    /// <returns>The budget, yet without a pool; or which of its words is wrong, and why.</returns>
    public static (Budget? Budget, (string Field, string Reason)? Problem) Read(string id, string? scope, string? value, string? period, string? limitUsd)
    {
        if (id.Length is 0 or > LongestId || !id.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.'))
        {
            return (null, ("Id", $"An id is made of letters, digits, '-', '_' and '.', {LongestId} at most."));
        }

        if (Word<BudgetScope>(scope) is not { } whose)
        {
            return (null, ("Scope", "The scope is key, user, team, tag, model or everything."));
        }

        if (WrongValue(whose, value ?? "") is { } reason)
        {
            return (null, ("Value", reason));
        }

        if (Word<BudgetPeriod>(period) is not { } lasting)
        {
            return (null, ("Period", "The period is day, week, month or total."));
        }

        return Nano(limitUsd) is { } limit
            ? (new Budget(id, whose, value ?? "", lasting, limit) { PoolId = "" }, null)
            : (null, ("LimitUsd", $"The limit is a number of dollars from 0 to {Largest:0}, with nine decimals at most."));
    }

    private static string? WrongValue(BudgetScope scope, string value) => scope switch
    {
        BudgetScope.Everything => value.Length == 0 ? null : "A budget for everything has no value.",
        _ when value.Length is 0 or > LongestValue || value.Any(char.IsControl) => $"The value names the {Name(scope)}, in {LongestValue} characters at most.",
        _ when value.Contains(',', StringComparison.Ordinal) && scope == BudgetScope.Tag => "A tag holds no comma.",
        _ => null,
    };

    private static string Name(BudgetScope scope) => scope.ToString().ToLowerInvariant();

    /// <summary>By its name alone: a number is no scope.</summary>
    private static T? Word<T>(string? word)
        where T : struct, Enum =>
        Array.Find(Enum.GetNames<T>(), name => string.Equals(name, word, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse<T>(name) : null;

    private static long? Nano(string? usd) =>
        decimal.TryParse(usd, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var amount)
        && amount is >= 0 and <= Largest && decimal.IsInteger(amount * NanoUsdPerUsd)
            ? (long)(amount * NanoUsdPerUsd)
            : null;
}
