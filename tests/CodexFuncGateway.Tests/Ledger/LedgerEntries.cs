using CodexFuncGateway.Ledger;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Ledger;

/// <summary>Entries for tests: the same start unless told otherwise, ids by number.</summary>
internal static class LedgerEntries
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 4, 12, 0, 0, TimeSpan.Zero);

    public static LedgerEntry Open(int number, string keyId = "key") => new()
    {
        RequestId = $"request{number}",
        KeyId = keyId,
        ModelAsked = "anthropic/claude-sonnet-4-5",
        Outcome = LedgerOutcome.Open,
        CostNanoUsd = 9_000,
        IsEstimate = true,
        StartedAt = Noon,
    };

    public static LedgerEntry Settled(int number, string keyId = "key") => Open(number, keyId) with
    {
        Outcome = LedgerOutcome.Completed,
        Usage = new TokenUsage { FreshInputTokens = 10, OutputTokens = 5 },
        CostNanoUsd = 1_234,
        IsEstimate = false,
        Status = 200,
    };
}
