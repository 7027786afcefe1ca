using CodexFuncGateway.Dialects.GeminiGenerateContent.Wire;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.GeminiGenerateContent;

/// <summary>
/// Maps usage to disjoint buckets. Here the prompt count includes what a cache held and leaves out what the upstream's own tools added to the
/// prompt, and the answer's count leaves out thoughts.
/// </summary>
internal static class GeminiUsage
{
    /// <summary>Null where nothing has been counted yet.</summary>
    public static UsageReported? Map(GeminiUsageWire usage)
    {
        if (usage is { PromptTokenCount: null, CandidatesTokenCount: null, ThoughtsTokenCount: null })
        {
            return null;
        }

        var cached = Count(usage.CachedContentTokenCount);
        var thoughts = Count(usage.ThoughtsTokenCount);
        var counted = new TokenUsage
        {
            FreshInputTokens = Math.Max(0, Count(usage.PromptTokenCount) - cached) + Count(usage.ToolUsePromptTokenCount),
            CacheReadTokens = cached,
            OutputTokens = Count(usage.CandidatesTokenCount) + thoughts,
            ReasoningTokens = thoughts,
        };
        return new UsageReported(counted, usage.ServiceTier ?? Tier(usage.TrafficType));
    }

    private static long Count(long? stated) => Math.Max(0, stated ?? 0);

    private static string? Tier(string? traffic) => traffic switch
    {
        "ON_DEMAND" => "standard",
        "ON_DEMAND_FLEX" => "flex",
        "ON_DEMAND_PRIORITY" => "priority",
        _ => null,
    };
}
