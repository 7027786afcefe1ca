namespace CodexFuncGateway.Budgets;

/// <summary>A pool as it was read: the sums, one instance's share, and the versions on which a write of them depends.</summary>
internal sealed record PoolState(PoolSums Sums, string? SumsTag, PoolShare? Share, string? ShareTag);
