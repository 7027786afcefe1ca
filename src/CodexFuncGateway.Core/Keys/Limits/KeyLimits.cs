namespace CodexFuncGateway.Keys.Limits;

/// <summary>How much may be asked with a key; null where there is no limit.</summary>
/// <param name="RequestsPerMinute">Requests in a minute of the clock.</param>
/// <param name="TokensPerMinute">Tokens in a minute of the clock, read and written.</param>
/// <param name="ParallelStreams">Calls that run at one time.</param>
public sealed record KeyLimits(long? RequestsPerMinute, long? TokensPerMinute, long? ParallelStreams)
{
    public static readonly KeyLimits None = new(null, null, null);

    public bool AreNone => this is { RequestsPerMinute: null, TokensPerMinute: null, ParallelStreams: null };
}
