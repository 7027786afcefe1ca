using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Ledger;

/// <summary>What the writer takes from its queue at a time: the last word on each call, and those who wait for it to be stored.</summary>
internal sealed class LedgerRound
{
    private readonly Dictionary<TableKey, LedgerEntry> entries = [];
    private readonly List<TaskCompletionSource> flushes = [];

    public int Count => entries.Count;

    public IReadOnlyCollection<LedgerEntry> Entries => entries.Values;

    public void Add(LedgerItem item)
    {
        if (item.Entry is { } entry)
        {
            Add(entry);
        }
        else
        {
            flushes.Add(item.Flush!);
        }
    }

    /// <summary>Tells those who wait how it ended.</summary>
    public void End(bool isStored)
    {
        foreach (var flush in flushes)
        {
            _ = isStored ? flush.TrySetResult() : flush.TrySetCanceled();
        }
    }

    /// <summary>A settled entry replaces an open one whichever came first; of two settled ones the later counts.</summary>
    private void Add(LedgerEntry entry)
    {
        var key = LedgerKey.Map(entry);
        if (entry.Outcome != LedgerOutcome.Open || !entries.ContainsKey(key))
        {
            entries[key] = entry;
        }
    }
}
