using CodexFuncGateway.Ledger;
using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Costs;

/// <summary>Reads the ledger rows of a day across keys: one range in the partition of each key that had calls, several at the same time.</summary>
internal sealed class LedgerScan(ITableStore store, LedgerDays days)
{
    /// <summary>Partitions that are read at the same time; each may be on another server.</summary>
    public const int Parallelism = 8;

    /// <param name="part">The day, or the part of it.</param>
    /// <param name="keys">The keys whose rows are wanted; null for all.</param>
    /// <param name="take">Is given every row, never two at once, in no particular order.</param>
    public async Task ReadAsync(DayPart part, IReadOnlySet<string>? keys, Action<LedgerEntry> take, CancellationToken cancellationToken)
    {
        var gate = new Lock();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(days.ReadKeysAsync(part.Day, cancellationToken).Where(key => keys?.Contains(key) is not false), parallel, async (key, token) =>
        {
            var rows = store.ReadAllAsync(LedgerKey.Table(part.Day), LedgerKey.Day(key, part.Day, part.From, part.Until), token);
            await foreach (var row in rows)
            {
                var entry = LedgerRow.Read(row);
                lock (gate)
                {
                    take(entry);
                }
            }
        });
    }
}
