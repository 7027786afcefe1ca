namespace CodexFuncGateway.Dialects.OpenAIResponses.Wire;

/// <summary>What a response consumed.</summary>
internal sealed record UsageWire(long? InputTokens, InputDetails? InputTokensDetails, long? OutputTokens, OutputDetails? OutputTokensDetails);

/// <summary>Parts of the input; the last two are Perplexity's names.</summary>
internal sealed record InputDetails(long? CachedTokens, long? CacheWriteTokens, long? CacheReadInputTokens, long? CacheCreationInputTokens);

internal sealed record OutputDetails(long? ReasoningTokens);
