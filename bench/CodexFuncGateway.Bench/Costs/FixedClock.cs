namespace CodexFuncGateway.Bench.Costs;

/// <summary>A clock that stands still, so that every run finds the same calls rolled up.</summary>
internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
