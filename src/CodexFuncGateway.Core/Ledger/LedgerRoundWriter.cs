using System.Collections.Concurrent;

namespace CodexFuncGateway.Ledger;

/// <summary>Writes entries of any keys and days, several batches at the same time.</summary>
internal sealed class LedgerRoundWriter(LedgerBatchWriter batchWriter, LedgerWriterOptions options)
{
    /// <returns>The entries that are not stored yet.</returns>
    public Task<IReadOnlyCollection<LedgerEntry>> WriteAsync(IReadOnlyCollection<LedgerEntry> entries, CancellationToken cancellationToken)
    {
        var batches = LedgerBatchWriter.Batches(entries).ToArray();
        return batches is [var only] ? WriteAsync(only, cancellationToken) : WriteAsync(batches, cancellationToken);
    }

    private async Task<IReadOnlyCollection<LedgerEntry>> WriteAsync(LedgerEntry[] batch, CancellationToken cancellationToken) =>
        await batchWriter.WriteAsync(batch, cancellationToken);

    private async Task<IReadOnlyCollection<LedgerEntry>> WriteAsync(LedgerEntry[][] batches, CancellationToken cancellationToken)
    {
        var left = new ConcurrentBag<LedgerEntry>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.ParallelBatches };
        await Parallel.ForEachAsync(batches, parallel, async (batch, _) =>
        {
            foreach (var entry in await batchWriter.WriteAsync(batch, cancellationToken))
            {
                left.Add(entry);
            }
        });
        return left;
    }
}
