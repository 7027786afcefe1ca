namespace CodexFuncGateway.Ledger;

/// <summary>What waits in the writer's queue: an entry, somebody waiting for it and all before it to be recorded, or both.</summary>
internal readonly record struct LedgerItem(LedgerEntry? Entry, TaskCompletionSource? Recorded);
