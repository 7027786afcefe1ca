using System.Text.Json.Serialization;

namespace CodexFuncGateway.Dialects.AnthropicMessages.Wire;

/// <summary>Counters as the upstream states them. <see cref="InputTokens"/> leaves out what a cache was involved in.</summary>
internal sealed record AnthropicUsageWire
{
    public long? InputTokens { get; init; }

    public long? CacheReadInputTokens { get; init; }

    public long? CacheCreationInputTokens { get; init; }

    public AnthropicCacheCreation? CacheCreation { get; init; }

    public long? OutputTokens { get; init; }

    public AnthropicOutputDetails? OutputTokensDetails { get; init; }

    public AnthropicServerTools? ServerToolUse { get; init; }

    public string? ServiceTier { get; init; }

    /// <summary>The several runs behind one reply (compaction, advisors, fallbacks); the totals beside them count only one.</summary>
    public IReadOnlyList<AnthropicIteration>? Iterations { get; init; }
}

/// <summary>How long the written cache entries live.</summary>
internal sealed record AnthropicCacheCreation
{
    [JsonPropertyName("ephemeral_5m_input_tokens")]
    public long? FiveMinutes { get; init; }

    [JsonPropertyName("ephemeral_1h_input_tokens")]
    public long? OneHour { get; init; }
}

internal sealed record AnthropicOutputDetails(long? ThinkingTokens);

/// <summary>What the upstream's own tools did.</summary>
internal sealed record AnthropicServerTools(long? WebSearchRequests);

internal sealed record AnthropicIteration
{
    public string? Type { get; init; }

    public long? InputTokens { get; init; }

    public long? CacheReadInputTokens { get; init; }

    public long? CacheCreationInputTokens { get; init; }

    public AnthropicCacheCreation? CacheCreation { get; init; }

    public long? OutputTokens { get; init; }
}
