using CodexFuncGateway.Dialects.OpenAIResponses.Wire;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>
/// Maps usage to disjoint buckets. Here input includes what was read from and written to a cache, and output includes reasoning, also at
/// xAI, whose chat completions count otherwise.
/// </summary>
internal static class ResponsesUsage
{
    public static TokenUsage Map(UsageWire usage)
    {
        var input = usage.InputTokensDetails;
        var read = AtLeastZero(input?.CachedTokens ?? input?.CacheReadInputTokens);
        var written = AtLeastZero(input?.CacheWriteTokens ?? input?.CacheCreationInputTokens);
        return new TokenUsage
        {
            FreshInputTokens = AtLeastZero(usage.InputTokens - read - written),
            CacheReadTokens = read,
            CacheWrite5mTokens = written,
            OutputTokens = AtLeastZero(usage.OutputTokens),
            ReasoningTokens = Math.Min(AtLeastZero(usage.OutputTokensDetails?.ReasoningTokens), AtLeastZero(usage.OutputTokens)),
        };
    }

    private static long AtLeastZero(long? tokens) => Math.Max(0, tokens ?? 0);
}
