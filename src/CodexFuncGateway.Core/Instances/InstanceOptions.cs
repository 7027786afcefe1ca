namespace CodexFuncGateway.Instances;

/// <summary>How long an instance is taken for living after it last said so.</summary>
public sealed record InstanceOptions
{
    public TimeSpan LeaseLength { get; init; } = TimeSpan.FromMinutes(2);

    public TimeSpan RenewalInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How far the clocks of two instances may differ: a lease counts as run out only so long after its time.</summary>
    public TimeSpan ClockMargin { get; init; } = TimeSpan.FromSeconds(30);
}
