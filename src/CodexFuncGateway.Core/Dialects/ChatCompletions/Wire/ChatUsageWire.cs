namespace CodexFuncGateway.Dialects.ChatCompletions.Wire;

/// <summary>Usage as hosts report it; cached tokens stand in one of five places.</summary>
internal sealed record ChatUsageWire
{
    public long? PromptTokens { get; init; }

    public long? CompletionTokens { get; init; }

    public long? TotalTokens { get; init; }

    public ChatPromptDetails? PromptTokensDetails { get; init; }

    /// <summary>Mistral, as its description spells it.</summary>
    public ChatPromptDetails? PromptTokenDetails { get; init; }

    public ChatCompletionDetails? CompletionTokensDetails { get; init; }

    /// <summary>DeepSeek.</summary>
    public long? PromptCacheHitTokens { get; init; }

    /// <summary>Mistral, older form.</summary>
    public long? NumCachedTokens { get; init; }

    /// <summary>Moonshot and Together (recorded 2026).</summary>
    public long? CachedTokens { get; init; }

    /// <summary>SGLang and Perplexity; also a part of <see cref="CompletionTokens"/> or not.</summary>
    public long? ReasoningTokens { get; init; }

    /// <summary>What Perplexity's deep research read; not in <see cref="PromptTokens"/>.</summary>
    public long? CitationTokens { get; init; }

    /// <summary>How often it searched.</summary>
    public long? NumSearchQueries { get; init; }

    public ChatServerTools? ServerToolUse { get; init; }

    public ChatServerTools? ServerToolUseDetails { get; init; }

    /// <summary>Whether both prompt and answer were counted, so that nothing has to be estimated.</summary>
    public bool IsWhole => PromptTokens is not null && (CompletionTokens ?? TotalTokens) is not null;
}

internal sealed record ChatPromptDetails(long? CachedTokens, long? CacheWriteTokens);

internal sealed record ChatCompletionDetails(long? ReasoningTokens);

/// <summary>What the host's own tools did (OpenRouter, under two names).</summary>
internal sealed record ChatServerTools(long? WebSearchRequests);
