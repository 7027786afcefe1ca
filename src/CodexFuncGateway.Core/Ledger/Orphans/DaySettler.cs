using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Ledger.Orphans;

/// <summary>Settles a day's orphans at what was reserved for the call: the most it can have cost.</summary>
internal sealed class DaySettler(ITableStore store, LedgerDays days, LateDays lateDays)
{
    /// <returns>Whether rows stay open.</returns>
    public async Task<bool> SettleAsync(DateTimeOffset day, Predicate<LedgerEntry> isOrphan, CancellationToken cancellationToken)
    {
        var leavesOpen = false;
        await foreach (var keyId in days.ReadKeysAsync(day, cancellationToken))
        {
            var rows = store.ReadAllAsync(LedgerKey.Table(day), LedgerKey.Day(keyId, day, day, day.AddDays(1)), cancellationToken);
            await foreach (var row in rows.Where(LedgerRow.IsOpen))
            {
                var entry = LedgerRow.Read(row);
                if (isOrphan(entry))
                {
                    await SettleAsync(entry, row.ETag!, cancellationToken);
                }
                else
                {
                    leavesOpen = true;
                }
            }
        }

        return leavesOpen;
    }

    private async Task SettleAsync(LedgerEntry entry, string eTag, CancellationToken cancellationToken)
    {
        await lateDays.AnnounceAsync(entry.StartedAt, cancellationToken);
        var settled = LedgerRow.Map(entry with { Outcome = LedgerOutcome.Failed, IsEstimate = true });
        // Whoever was faster knew at least as much.
        await store.TryUpdateAsync(LedgerKey.Table(entry.StartedAt), settled, eTag, cancellationToken);
    }
}
