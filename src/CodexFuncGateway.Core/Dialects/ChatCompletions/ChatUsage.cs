using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.ChatCompletions.Wire;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.ChatCompletions;

/// <summary>
/// Maps usage to disjoint buckets. Here the prompt count includes what was read from and written to a cache, and the completion count
/// includes reasoning, except at hosts that declare otherwise or whose total says so.
/// </summary>
internal static class ChatUsage
{
    /// <param name="usage">What was counted.</param>
    /// <param name="capabilities">How the host counts.</param>
    /// <param name="searches">Searches that the reply tells of, for hosts that do not count them.</param>
    public static TokenUsage Map(ChatUsageWire usage, Capabilities capabilities, int searches)
    {
        var prompt = usage.PromptTokens ?? 0;
        var details = usage.PromptTokensDetails ?? usage.PromptTokenDetails;
        var read = details?.CachedTokens ?? usage.PromptCacheHitTokens ?? usage.NumCachedTokens ?? usage.CachedTokens ?? 0;
        var written = details?.CacheWriteTokens ?? 0;
        var reasoning = usage.CompletionTokensDetails?.ReasoningTokens ?? usage.ReasoningTokens ?? 0;
        var completion = usage.CompletionTokens ?? 0;
        var output = capabilities.OutputExcludesReasoning ? completion + reasoning : completion;
        var uncounted = Math.Max(0, (usage.TotalTokens ?? 0) - prompt - output); // thoughts that only the total counts (Gemini's chat completions, recorded 2026)
        return new TokenUsage
        {
            FreshInputTokens = Fresh(prompt, read + written) + (usage.CitationTokens ?? 0),
            CacheReadTokens = read,
            CacheWrite5mTokens = written,
            OutputTokens = output + uncounted,
            ReasoningTokens = Math.Min(Math.Max(reasoning, uncounted), output + uncounted),
            Searches = usage.ServerToolUseDetails?.WebSearchRequests ?? usage.ServerToolUse?.WebSearchRequests ?? usage.NumSearchQueries ?? searches,
        };
    }

    /// <summary>A prompt cannot be smaller than what a cache held of it; where it seems to be, the two are counted apart (Grok at Azure, recorded 2026).</summary>
    private static long Fresh(long prompt, long cached) => prompt >= cached ? prompt - cached : prompt;
}
