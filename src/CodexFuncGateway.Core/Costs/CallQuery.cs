using CodexFuncGateway.Ledger;

namespace CodexFuncGateway.Costs;

/// <summary>A question for single calls, newest first; <paramref name="Until"/> is exclusive.</summary>
internal sealed record CallQuery(DateTimeOffset From, DateTimeOffset Until, CostFilter Filter)
{
    /// <summary>How they ended; null: however.</summary>
    public IReadOnlySet<LedgerOutcome>? Outcomes { get; init; }

    /// <summary>The sessions they belong to; null: any or none.</summary>
    public IReadOnlySet<string>? Sessions { get; init; }

    public int PageSize { get; init; } = 100;

    /// <summary>Behind which call to go on; null: from the newest.</summary>
    public CallPosition? After { get; init; }

    public bool Matches(LedgerEntry entry) =>
        Outcomes?.Contains(entry.Outcome) is not false
        && Sessions?.Contains(entry.SessionId ?? "") is not false
        && Filter.Matches(CostDimensions.Of(entry));
}
