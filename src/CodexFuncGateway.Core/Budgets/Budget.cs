namespace CodexFuncGateway.Budgets;

/// <summary>A limit on what the calls of a scope may cost in a period.</summary>
/// <param name="Id">What administrators call it.</param>
/// <param name="Scope">Whose calls it counts.</param>
/// <param name="Value">Which key, user, team, tag or model; empty for everything.</param>
/// <param name="Period">How long it lasts before it is whole again.</param>
/// <param name="LimitNanoUsd">In billionths of a dollar.</param>
internal sealed record Budget(string Id, BudgetScope Scope, string Value, BudgetPeriod Period, long LimitNanoUsd)
{
    /// <summary>Where its money is counted. Another limit leaves it as it is, another scope or period begins anew.</summary>
    public required string PoolId { get; init; }

    /// <summary>The first moment from which calls count: when every instance is sure to know of it.</summary>
    public DateTimeOffset EffectiveFrom { get; init; }

    /// <summary>Whether it stands in the settings, where nobody but an operator can change it.</summary>
    public bool IsConfigured { get; init; }

    /// <summary>Whether a key's definition states it, and is where it is changed.</summary>
    public bool IsOfKey => Scope == BudgetScope.Key && Id == Value;

    /// <summary>Goes on where a budget of the same calls and time stood before; else it begins anew, in a pool of its own.</summary>
    public Budget InPlaceOf(Budget? known, string newPoolId, DateTimeOffset effectiveFrom) =>
        known is not null && (known.Scope, known.Value, known.Period) == (Scope, Value, Period)
            ? this with { PoolId = known.PoolId, EffectiveFrom = known.EffectiveFrom }
            : this with { PoolId = newPoolId, EffectiveFrom = effectiveFrom };

    /// <summary>Whether it counts a call; ledger and budget agree because both ask here.</summary>
    public bool Covers(Charge charge) => Scope switch
    {
        BudgetScope.Key => charge.KeyId == Value,
        BudgetScope.User => charge.User == Value,
        BudgetScope.Team => charge.Team == Value,
        BudgetScope.Tag => charge.Tags.Contains(Value),
        BudgetScope.Model => charge.Models.Any(IsModel),
        _ => true,
    };

    public PeriodSpan PeriodOf(DateTimeOffset time) => PeriodSpan.Of(Period, time);

    private bool IsModel(string model) => Value.EndsWith('*') ? model.StartsWith(Value[..^1], StringComparison.Ordinal) : model == Value;
}
