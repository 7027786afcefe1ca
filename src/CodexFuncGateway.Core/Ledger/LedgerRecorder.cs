using CodexFuncGateway.Ledger.Spool;

namespace CodexFuncGateway.Ledger;

/// <summary>Brings entries to safety: into the store if it takes them in time, else into the spool. While the store is away it is not asked.</summary>
internal sealed class LedgerRecorder(
    LedgerRoundWriter store, LedgerSpool spool, SpoolReplay replay, LedgerWriterOptions options, TimeProvider timeProvider)
{
    /// <returns>What neither the store nor the spool took.</returns>
    public async Task<IReadOnlyCollection<LedgerEntry>> RecordAsync(IReadOnlyCollection<LedgerEntry> entries)
    {
        var left = replay.StoreIsAway ? entries : await StoreAsync(entries);
        var refused = left.Count > 0 ? spool.Append(left) : left;
        // Said when they are in the spool, for the replay goes to sleep where it finds nothing.
        replay.Note(isAway: left.Count > 0);
        return refused;
    }

    /// <summary>The same for entries that have been refused before; where there is no spool, only the store itself can tell whether it is back.</summary>
    public async Task<IReadOnlyCollection<LedgerEntry>> InsistAsync(IReadOnlyCollection<LedgerEntry> entries)
    {
        var left = spool.Append(entries);
        var refused = left.Count > 0 ? await StoreAsync(left) : left;
        replay.Note(isAway: left.Count == 0 || refused.Count > 0);
        return refused;
    }

    /// <summary>Completes when nothing is left in this process's spool.</summary>
    public Task EmptySpoolAsync(CancellationToken cancellationToken) => spool.IsEmpty ? Task.CompletedTask : replay.RunNowAsync(cancellationToken);

    private async Task<IReadOnlyCollection<LedgerEntry>> StoreAsync(IReadOnlyCollection<LedgerEntry> entries)
    {
        using var deadline = new CancellationTokenSource(options.StoreDeadline, timeProvider);
        return await store.WriteAsync(entries, deadline.Token);
    }
}
