namespace CodexFuncGateway.Translation;

/// <summary>
/// What a call consumed, in tokens and searches. The four input buckets and <see cref="OutputTokens"/> are disjoint, whatever the upstream's own
/// counters include; <see cref="ReasoningTokens"/> is the part of <see cref="OutputTokens"/> that was spent on reasoning.
/// </summary>
public sealed record TokenUsage
{
    /// <summary>Input read at the full rate.</summary>
    public long FreshInputTokens { get; init; }

    /// <summary>Input served from a prompt cache.</summary>
    public long CacheReadTokens { get; init; }

    /// <summary>Input written to a cache that lives five minutes, or to one whose lifetime the provider does not state.</summary>
    public long CacheWrite5mTokens { get; init; }

    /// <summary>Input written to a cache that lives one hour.</summary>
    public long CacheWrite1hTokens { get; init; }

    /// <summary>Everything the model produced, reasoning included.</summary>
    public long OutputTokens { get; init; }

    /// <summary>The part of <see cref="OutputTokens"/> spent on reasoning; 0 where the provider does not say.</summary>
    public long ReasoningTokens { get; init; }

    /// <summary>Searches of the web that the upstream ran for the call, which it charges apart.</summary>
    public long Searches { get; init; }

    /// <summary>The whole prompt: fresh, read from cache and written to cache. It decides the long-context price tier.</summary>
    public long InputTokens => FreshInputTokens + CacheReadTokens + CacheWrite5mTokens + CacheWrite1hTokens;

    public long TotalTokens => InputTokens + OutputTokens;
}
