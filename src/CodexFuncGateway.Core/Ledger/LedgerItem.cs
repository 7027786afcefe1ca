namespace CodexFuncGateway.Ledger;

/// <summary>What waits in the writer's queue: an entry, or somebody waiting for all entries before it.</summary>
internal readonly record struct LedgerItem(LedgerEntry? Entry, TaskCompletionSource? Flush);
