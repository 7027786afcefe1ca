namespace CodexFuncGateway.Dialects.OpenAIResponses.Wire;

/// <summary>What a response consumed.</summary>
internal sealed record UsageWire(
    long? InputTokens, InputDetails? InputTokensDetails, long? OutputTokens, OutputDetails? OutputTokensDetails, long? TotalTokens, ServerTools? ServerSideToolUsageDetails,
    ToolCalls? ToolCallsDetails)
{
    /// <summary>Whether both prompt and answer were counted, so that nothing has to be estimated.</summary>
    public bool IsWhole => InputTokens is not null && OutputTokens is not null;

    /// <summary>Whether every number is there that clients read.</summary>
    public bool IsComplete => IsWhole && this is { InputTokensDetails.CachedTokens: not null, OutputTokensDetails.ReasoningTokens: not null, TotalTokens: not null };
}

/// <summary>Parts of the input; the last two are Perplexity's names.</summary>
internal sealed record InputDetails(long? CachedTokens, long? CacheWriteTokens, long? CacheReadInputTokens, long? CacheCreationInputTokens);

internal sealed record OutputDetails(long? ReasoningTokens);

/// <summary>What xAI's own tools did; a search of X is charged like one of the web.</summary>
internal sealed record ServerTools(long? WebSearchCalls, long? XSearchCalls);

/// <summary>What Perplexity's own tools did.</summary>
internal sealed record ToolCalls(ToolInvocations? WebSearch);

internal sealed record ToolInvocations(long? Invocation);
