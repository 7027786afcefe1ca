using CodexFuncGateway.Ledger;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Costs;

/// <summary>What calls add up to, in whole numbers throughout.</summary>
public sealed record CostSums
{
    public long Requests { get; init; }

    /// <summary>Those of them that failed or were refused upstream.</summary>
    public long FailedRequests { get; init; }

    /// <summary>Those of them whose tokens the gateway had to estimate.</summary>
    public long EstimatedRequests { get; init; }

    public TokenUsage Usage { get; init; } = new();

    public long CostNanoUsd { get; init; }

    public static CostSums Of(LedgerEntry entry) => new()
    {
        Requests = 1,
        FailedRequests = entry.Outcome is LedgerOutcome.Failed or LedgerOutcome.Rejected ? 1 : 0,
        EstimatedRequests = entry.IsEstimate ? 1 : 0,
        Usage = entry.Usage,
        CostNanoUsd = entry.CostNanoUsd,
    };
}
