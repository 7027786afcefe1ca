namespace CodexFuncGateway.Dialects.BedrockConverse.Wire;

/// <summary>Counters as the upstream states them. <see cref="InputTokens"/> leaves out what a cache was involved in.</summary>
internal sealed record ConverseUsageWire
{
    public long? InputTokens { get; init; }

    public long? CacheReadInputTokens { get; init; }

    public long? CacheWriteInputTokens { get; init; }

    /// <summary>How long the written cache entries live.</summary>
    public IReadOnlyList<ConverseCacheDetail>? CacheDetails { get; init; }

    public long? OutputTokens { get; init; }
}

/// <param name="Ttl"><c>5m</c> or <c>1h</c>.</param>
internal sealed record ConverseCacheDetail(string? Ttl, long? InputTokens);
