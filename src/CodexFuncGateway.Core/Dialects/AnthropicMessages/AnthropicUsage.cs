using CodexFuncGateway.Dialects.AnthropicMessages.Wire;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.AnthropicMessages;

/// <summary>
/// Follows the counters of one reply. They are running totals, stated in full at the start and in part at the end; a proxy's 0 at the end
/// does not take back what was counted before.
/// </summary>
internal sealed class AnthropicUsage
{
    private AnthropicUsageWire counted = new();

    public UsageReported Add(AnthropicUsageWire newer)
    {
        counted = new AnthropicUsageWire
        {
            InputTokens = Larger(counted.InputTokens, newer.InputTokens),
            CacheReadInputTokens = Larger(counted.CacheReadInputTokens, newer.CacheReadInputTokens),
            CacheCreationInputTokens = Larger(counted.CacheCreationInputTokens, newer.CacheCreationInputTokens),
            CacheCreation = newer.CacheCreation ?? counted.CacheCreation,
            OutputTokens = Larger(counted.OutputTokens, newer.OutputTokens),
            OutputTokensDetails = newer.OutputTokensDetails ?? counted.OutputTokensDetails,
            ServerToolUse = newer.ServerToolUse ?? counted.ServerToolUse,
            ServiceTier = newer.ServiceTier ?? counted.ServiceTier,
            Iterations = newer.Iterations ?? counted.Iterations,
        };
        return new UsageReported(Map(counted), counted.ServiceTier);
    }

    private static TokenUsage Map(AnthropicUsageWire usage)
    {
        var reasoning = usage.OutputTokensDetails?.ThinkingTokens ?? 0;
        var total = MapIterations(usage.Iterations)
            ?? Map(usage.InputTokens, usage.CacheReadInputTokens, usage.CacheCreationInputTokens, usage.CacheCreation, usage.OutputTokens);
        return total with { ReasoningTokens = Math.Min(reasoning, total.OutputTokens), Searches = usage.ServerToolUse?.WebSearchRequests ?? 0 };
    }

    /// <summary>
    /// Compaction is a run of the same model that the totals leave out. Advisors are other models; where a fallback answered, the totals
    /// are what counts.
    /// </summary>
    private static TokenUsage? MapIterations(IReadOnlyList<AnthropicIteration>? iterations)
    {
        var runs = iterations?.Where(run => run.Type is "message" or "compaction").ToList();
        return runs is not { Count: > 0 } || iterations!.Any(run => run.Type == "fallback_message")
            ? null
            : runs.Select(run => Map(run.InputTokens, run.CacheReadInputTokens, run.CacheCreationInputTokens, run.CacheCreation, run.OutputTokens))
                .Aggregate(Sum);
    }

    private static TokenUsage Map(long? input, long? read, long? written, AnthropicCacheCreation? lifetimes, long? output)
    {
        var hour = lifetimes?.OneHour ?? 0;
        var minutes = Math.Max(lifetimes?.FiveMinutes ?? 0, (written ?? 0) - hour);
        return new TokenUsage
        {
            FreshInputTokens = input ?? 0,
            CacheReadTokens = read ?? 0,
            CacheWrite5mTokens = minutes,
            CacheWrite1hTokens = hour,
            OutputTokens = output ?? 0,
        };
    }

    private static TokenUsage Sum(TokenUsage one, TokenUsage other) => new()
    {
        FreshInputTokens = one.FreshInputTokens + other.FreshInputTokens,
        CacheReadTokens = one.CacheReadTokens + other.CacheReadTokens,
        CacheWrite5mTokens = one.CacheWrite5mTokens + other.CacheWrite5mTokens,
        CacheWrite1hTokens = one.CacheWrite1hTokens + other.CacheWrite1hTokens,
        OutputTokens = one.OutputTokens + other.OutputTokens,
    };

    private static long? Larger(long? one, long? other) => one is null ? other : other is null ? one : Math.Max(one.Value, other.Value);
}
