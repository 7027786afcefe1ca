using System.Text.Json.Serialization;

namespace CodexFuncGateway.Dialects.ChatCompletions.Wire;

/// <summary>Usage as hosts report it; cached tokens stand in one of three places.</summary>
internal sealed record ChatUsageWire
{
    public long? PromptTokens { get; init; }

    public long? CompletionTokens { get; init; }

    public long? TotalTokens { get; init; }

    public ChatPromptDetails? PromptTokensDetails { get; init; }

    public ChatCompletionDetails? CompletionTokensDetails { get; init; }

    /// <summary>DeepSeek.</summary>
    public long? PromptCacheHitTokens { get; init; }

    /// <summary>Mistral, older form.</summary>
    [JsonPropertyName("num_cached_tokens")]
    public long? CachedTokens { get; init; }
}

internal sealed record ChatPromptDetails(long? CachedTokens, long? CacheWriteTokens);

internal sealed record ChatCompletionDetails(long? ReasoningTokens);
