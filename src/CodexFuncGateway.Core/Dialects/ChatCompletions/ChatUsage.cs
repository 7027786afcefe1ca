using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.ChatCompletions.Wire;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.ChatCompletions;

/// <summary>
/// Maps usage to disjoint buckets. Here the prompt count includes what was read from and written to a cache, and the completion count
/// includes reasoning, except at hosts that declare otherwise.
/// </summary>
internal static class ChatUsage
{
    public static TokenUsage Map(ChatUsageWire usage, Capabilities capabilities)
    {
        var prompt = Math.Max(0, usage.PromptTokens ?? 0);
        var read = Math.Max(0, usage.PromptTokensDetails?.CachedTokens ?? usage.PromptCacheHitTokens ?? usage.CachedTokens ?? 0);
        var written = Math.Max(0, usage.PromptTokensDetails?.CacheWriteTokens ?? 0);
        var reasoning = Math.Max(0, usage.CompletionTokensDetails?.ReasoningTokens ?? 0);
        var completion = Math.Max(0, usage.CompletionTokens ?? 0);
        return new TokenUsage
        {
            FreshInputTokens = Math.Max(0, prompt - read - written),
            CacheReadTokens = read,
            CacheWrite5mTokens = written,
            OutputTokens = capabilities.OutputExcludesReasoning ? completion + reasoning : completion,
            ReasoningTokens = reasoning,
        };
    }
}
