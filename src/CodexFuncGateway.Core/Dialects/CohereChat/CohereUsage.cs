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
        Billed = usage.BilledUnits is { } billed ? new TokenUsage { FreshInputTokens = billed.InputTokens ?? 0, OutputTokens = billed.OutputTokens ?? 0 } : null,
    };

    private static TokenUsage MapTokens(CohereUsageWire usage)
    {
        var counts = usage.Tokens ?? usage.BilledUnits;
        var input = (counts?.InputTokens ?? 0) + (counts?.ImageTokens ?? 0);
        var output = counts?.OutputTokens ?? 0;
        var cached = Math.Min(usage.CachedTokens ?? 0, input);
        return new TokenUsage
        {
            FreshInputTokens = input - cached,
            CacheReadTokens = cached,
            OutputTokens = output,
            ReasoningTokens = Math.Min(counts?.ReasoningTokens ?? 0, output),
        };
    }
}
