namespace CodexFuncGateway.Budgets;

/// <summary>What one instance has of a budget: running totals, so that writing them twice changes nothing.</summary>
/// <param name="Drawn">What it may spend, what it has spent included.</param>
/// <param name="Settled">What it has spent.</param>
/// <param name="FirstCallAt">When its first call started: the ledger has nothing of it before.</param>
internal sealed record PoolShare(long Drawn, long Settled, DateTimeOffset FirstCallAt)
{
    /// <summary>When it was found to have ended, and its share was put right by the ledger.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
