using CodexFuncGateway.Ledger;

namespace CodexFuncGateway.Costs;

/// <summary>Some calls, newest first. Where <paramref name="Next"/> is set there may be more behind it, even if this page is not full.</summary>
internal sealed record CallPage(IReadOnlyList<LedgerEntry> Calls, CallPosition? Next);
