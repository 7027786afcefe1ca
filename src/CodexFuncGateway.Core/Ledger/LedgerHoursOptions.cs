namespace CodexFuncGateway.Ledger;

/// <summary>When the calls of an hour have settled: the <c>Ledger:*</c> settings.</summary>
public sealed record LedgerHoursOptions
{
    /// <summary>How long after its end an hour is closed: longer than any stream.</summary>
    public int CloseAfterMinutes { get; init; } = 35;
}
