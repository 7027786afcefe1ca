using CodexFuncGateway.Dialects.CohereChat.Wire;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.CohereChat;

/// <summary>
/// Maps usage to disjoint buckets. The tokens are what the model saw and said, the upstream's own preamble included (recorded 2026: 1,394
/// for a question of 8); the billed units leave that out. Input includes what a cache held, but not images; output includes thinking.
/// </summary>
internal static class CohereUsage
{
    public static UsageReported Map(CohereUsageWire usage) => new(MapTokens(usage))
    {
        Billed = usage.BilledUnits is { } billed ? new TokenUsage { FreshInputTokens = Whole(billed.InputTokens), OutputTokens = Whole(billed.OutputTokens) } : null,
    };

    private static TokenUsage MapTokens(CohereUsageWire usage)
    {
        var counts = usage.Tokens ?? usage.BilledUnits;
        var input = Whole(counts?.InputTokens) + Whole(counts?.ImageTokens);
        var output = Whole(counts?.OutputTokens);
        var cached = Math.Min(Whole(usage.CachedTokens), input);
        return new TokenUsage
        {
            FreshInputTokens = input - cached,
            CacheReadTokens = cached,
            OutputTokens = output,
            ReasoningTokens = Math.Min(Whole(counts?.ReasoningTokens), output),
        };
    }

    /// <summary>A number that no counter could have counts as nothing.</summary>
    private static long Whole(double? count) => count is > 0 and < int.MaxValue ? (long)Math.Ceiling(count.Value) : 0;
}
