namespace CodexFuncGateway.Budgets;

/// <summary>What all instances together have of a budget.</summary>
/// <param name="Drawn">What they may spend, what they have spent included: never more than the limit by their own doing.</param>
/// <param name="Settled">What they have told of as spent.</param>
internal sealed record PoolSums(long Drawn, long Settled)
{
    public static PoolSums Zero { get; } = new(0, 0);

    /// <summary>The sums after one share of them has changed.</summary>
    public PoolSums With(PoolShare? before, PoolShare after) =>
        new(Drawn + after.Drawn - (before?.Drawn ?? 0), Settled + after.Settled - (before?.Settled ?? 0));
}
