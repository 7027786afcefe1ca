using System.Runtime.CompilerServices;
using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Ledger;

/// <summary>Reads what <see cref="LedgerWriter"/> has written; rows still in its queue are not among it.</summary>
public sealed class LedgerReader(ITableStore store)
{
    /// <summary>The calls of one key that started in the range, newest first; <paramref name="until"/> is exclusive.</summary>
    public async IAsyncEnumerable<LedgerEntry> ReadNewestFirstAsync(
        string keyId, DateTimeOffset from, DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var day = StartOfDay(until); day >= StartOfDay(from); day = day.AddDays(-1))
        {
            var rows = store.ReadAllAsync(LedgerKey.Table(day), LedgerKey.Day(keyId, day, from, until), cancellationToken);
            await foreach (var row in rows)
            {
                yield return LedgerRow.Read(row);
            }
        }
    }

    private static DateTimeOffset StartOfDay(DateTimeOffset time) => new(time.UtcDateTime.Date, TimeSpan.Zero);
}
