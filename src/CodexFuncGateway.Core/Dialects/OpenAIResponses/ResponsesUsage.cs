using CodexFuncGateway.Dialects.OpenAIResponses.Wire;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>
/// Maps usage to disjoint buckets. Here input includes what was read from and written to a cache, and output includes reasoning, also at
/// xAI, whose chat completions count otherwise.
/// </summary>
internal static class ResponsesUsage
{
    /// <param name="usage">What was counted.</param>
    /// <param name="searches">Searches seen in the output, for upstreams that do not count them.</param>
    public static TokenUsage Map(UsageWire usage, int searches)
    {
        var (input, tools) = (usage.InputTokensDetails, usage.ServerSideToolUsageDetails);
        var read = input?.CachedTokens ?? input?.CacheReadInputTokens ?? 0;
        var written = input?.CacheWriteTokens ?? input?.CacheCreationInputTokens ?? 0;
        var output = usage.OutputTokens ?? 0;
        return new TokenUsage
        {
            FreshInputTokens = Math.Max(0, (usage.InputTokens ?? 0) - read - written),
            CacheReadTokens = read,
            CacheWrite5mTokens = written,
            OutputTokens = output,
            ReasoningTokens = Math.Min(usage.OutputTokensDetails?.ReasoningTokens ?? 0, output),
            Searches = tools is null ? usage.ToolCallsDetails?.WebSearch?.Invocation ?? searches : (tools.WebSearchCalls ?? 0) + (tools.XSearchCalls ?? 0),
        };
    }
}
