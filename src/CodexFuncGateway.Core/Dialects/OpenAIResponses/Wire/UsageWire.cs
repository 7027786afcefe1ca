namespace CodexFuncGateway.Dialects.OpenAIResponses.Wire;

/// <summary>What a response consumed.</summary>
internal sealed record UsageWire(long? InputTokens, InputDetails? InputTokensDetails, long? OutputTokens, OutputDetails? OutputTokensDetails, long? TotalTokens)
{
    /// <summary>Whether every number is there that clients read.</summary>
    public bool IsComplete => this is { InputTokens: not null, InputTokensDetails.CachedTokens: not null, OutputTokens: not null, OutputTokensDetails.ReasoningTokens: not null, TotalTokens: not null };
}

/// <summary>Parts of the input; the last two are Perplexity's names.</summary>
internal sealed record InputDetails(long? CachedTokens, long? CacheWriteTokens, long? CacheReadInputTokens, long? CacheCreationInputTokens);

internal sealed record OutputDetails(long? ReasoningTokens);
