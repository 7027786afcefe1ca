namespace CodexFuncGateway.Keys.Limits;

/// <summary>What a key lets one call take: a place among those that run, and tokens of the minute. Disposed when the call has ended, however it did.</summary>
/// <param name="key">Whose call it is.</param>
/// <param name="meter">Null where the key has no limits.</param>
internal sealed class CallPermit(VirtualKey key, KeyMeter? meter) : IDisposable
{
    private KeyMeter? held = meter;
    private long reserved;
    private long reservedIn;
    private long used;

    public VirtualKey Key => key;

    /// <summary>Sets tokens of the minute aside: for the prompt as it is estimated, and for the answer as far as the client limits it. A call that alone is more than the limit takes all of it.</summary>
    /// <exception cref="Errors.GatewayException">The key has no more in this minute.</exception>
    public async ValueTask ReserveTokensAsync(long inputTokens, long? mostOutputTokens, CancellationToken cancellationToken)
    {
        if (held is { } meter && key.Limits.TokensPerMinute is { } limit)
        {
            var tokens = Math.Min(limit, inputTokens + (mostOutputTokens ?? 0));
            reservedIn = await meter.TakeAsync(Demand.OfTokens(tokens), key.Limits, cancellationToken);
            reserved = tokens;
        }
    }

    /// <summary>What the call consumed; nothing as long as nobody said so.</summary>
    public void Count(long tokens) => used = tokens;

    public void Dispose() => Interlocked.Exchange(ref held, null)?.Release(reserved, reservedIn, used);
}
