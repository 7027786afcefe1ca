using CodexFuncGateway.Dialects.BedrockConverse.Wire;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.BedrockConverse;

/// <summary>Maps usage to disjoint buckets, which is what the upstream's own counters already are. Reasoning is part of the output and not told apart.</summary>
internal static class ConverseUsage
{
    public static TokenUsage Map(ConverseUsageWire usage)
    {
        var hour = usage.CacheDetails?.Where(detail => detail.Ttl == "1h").Sum(detail => detail.InputTokens ?? 0) ?? 0;
        return new TokenUsage
        {
            FreshInputTokens = usage.InputTokens ?? 0,
            CacheReadTokens = usage.CacheReadInputTokens ?? 0,
            CacheWrite5mTokens = Math.Max(0, (usage.CacheWriteInputTokens ?? 0) - hour),
            CacheWrite1hTokens = hour,
            OutputTokens = usage.OutputTokens ?? 0,
        };
    }
}
