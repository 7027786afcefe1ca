namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>The lengths of the gateway's own waits.</summary>
internal static class Waits
{
    public static TimeSpan KeepAlive { get; } = TimeSpan.FromSeconds(15);

    /// <summary>How long an upstream is read on after its client has left.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromSeconds(5);

    public static TimeSpan UpstreamIdle { get; } = TimeSpan.FromSeconds(300);

    /// <summary>The waits between so many requests to one route.</summary>
    public static IEnumerable<TimeSpan> Between(int requests) => Enumerable.Range(0, requests - 1).Select(wait => TimeSpan.FromMilliseconds(200 << wait));
}
