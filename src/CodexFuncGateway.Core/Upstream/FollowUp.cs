namespace CodexFuncGateway.Upstream;

/// <summary>A request without a body, to an address that an upstream named in its reply: where to read on, or to cancel.</summary>
public sealed record FollowUp(HttpMethod Method, string Address)
{
    /// <summary>The media type that is asked for.</summary>
    public string Accept { get; init; } = "application/json";

    /// <summary>How long to wait for each sign of life, where that is not as long as for any reply.</summary>
    public TimeSpan? Patience { get; init; }
}
