using CodexFuncGateway.Dialects.ReplicatePredictions.Wire;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.ReplicatePredictions;

/// <summary>Maps the metrics of a prediction. Models that are billed by time alone count no tokens; theirs are estimated.</summary>
internal static class ReplicateUsage
{
    /// <summary>Null where nothing was counted.</summary>
    public static UsageReported? Map(ReplicateMetrics? metrics) => metrics is null or { Input: null, Output: null }
        ? null
        : new UsageReported(new TokenUsage { FreshInputTokens = metrics.Input ?? 0, OutputTokens = metrics.Output ?? 0 });
}
