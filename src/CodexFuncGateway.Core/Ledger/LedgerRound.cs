using CodexFuncGateway.Errors;
using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Ledger;

/// <summary>What is recorded at a time: the last word on each call, and those who wait for it.</summary>
internal sealed class LedgerRound
{
    private readonly Dictionary<TableKey, LedgerEntry> entries = [];
    private readonly List<TaskCompletionSource> waiting = [];

    public int Count => entries.Count;

    public IReadOnlyCollection<LedgerEntry> Entries => entries.Values;

    public void Add(LedgerItem item)
    {
        if (item.Entry is { } entry)
        {
            Add(entry);
        }

        if (item.Recorded is { } recorded)
        {
            waiting.Add(recorded);
        }
    }

    /// <summary>A settled entry replaces an open one whichever came first; of two settled ones the later counts.</summary>
    public void Add(LedgerEntry entry)
    {
        var key = LedgerKey.Map(entry);
        if (entry.Outcome != LedgerOutcome.Open || !entries.ContainsKey(key))
        {
            entries[key] = entry;
        }
    }

    /// <summary>Tells those who wait that all of it is recorded.</summary>
    public void End() => waiting.ForEach(recorded => recorded.TrySetResult());

    /// <summary>Tells those who wait that they wait for too long.</summary>
    public void Refuse() => waiting.ForEach(recorded => recorded.TrySetException(new GatewayException(OpenRow.NotRecorded)));
}
