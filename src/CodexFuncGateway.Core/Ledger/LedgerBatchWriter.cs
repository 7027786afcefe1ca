using CodexFuncGateway.Storage;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Ledger;

/// <summary>
/// Writes one batch and says what has to be tried again. Open rows are inserted and settled ones upserted: an open row that comes late, or
/// twice, finds its place taken and leaves it as it is.
/// </summary>
internal sealed partial class LedgerBatchWriter(ITableStore store, LedgerDays days, LateDays lateDays, ILogger<LedgerWriter> logger)
{
    /// <summary>Cuts entries of different calls into batches that a store takes: of one partition, and so of one key, day and table.</summary>
    public static IEnumerable<LedgerEntry[]> Batches(IEnumerable<LedgerEntry> entries) => entries
        .GroupBy(LedgerKey.Partition)
        .SelectMany(partition => partition.Chunk(TableRules.LargestBatch));

    /// <returns>The entries that are not stored yet: all of the batch, some, or none.</returns>
    public async Task<IReadOnlyList<LedgerEntry>> WriteAsync(LedgerEntry[] batch, CancellationToken cancellationToken)
    {
        try
        {
            await days.AddAsync(batch[0].KeyId, batch[0].StartedAt, cancellationToken).WaitAsync(cancellationToken);
            await lateDays.AnnounceAsync(batch.Min(entry => entry.StartedAt), cancellationToken).WaitAsync(cancellationToken);
            await SubmitAsync(batch, cancellationToken);
            return [];
        }
        catch (TableStoreException exception) when (batch.Length > 1 && exception.Failure != TableStoreFailure.Unavailable)
        {
            return await WriteEachAsync(batch, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever kept a row from the store, the row is money and stays with us.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.BatchFailed(logger, batch.Length, exception);
            return batch;
        }
    }

    /// <summary>A row that stands alone and that the store will never take is given up; kept, it would hold up all the others.</summary>
    private async Task SubmitAsync(LedgerEntry[] batch, CancellationToken cancellationToken)
    {
        try
        {
            await store.SubmitAsync(LedgerKey.Table(batch[0].StartedAt), [.. batch.Select(Map)], cancellationToken).WaitAsync(cancellationToken);
        }
        catch (TableStoreException exception) when (batch.Length == 1 && exception.Failure == TableStoreFailure.AlreadyExists)
        {
            // The call has been settled already.
        }
        catch (TableStoreException exception) when (batch.Length == 1 && exception.Failure != TableStoreFailure.Unavailable)
        {
            var entry = batch[0];
            Log.RowRefused(logger, entry.RequestId, entry.KeyId, entry.CostNanoUsd, entry.Outcome, exception);
        }
    }

    private static TableWrite Map(LedgerEntry entry) => entry.Outcome == LedgerOutcome.Open
        ? new TableWrite.Insert(LedgerRow.Map(entry))
        : new TableWrite.Upsert(LedgerRow.Map(entry));

    /// <summary>One row spoils a batch; alone, each shows whether it is that one.</summary>
    private async Task<IReadOnlyList<LedgerEntry>> WriteEachAsync(LedgerEntry[] batch, CancellationToken cancellationToken)
    {
        var left = new List<LedgerEntry>();
        foreach (var entry in batch)
        {
            left.AddRange(await WriteAsync([entry], cancellationToken));
        }

        return left;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "A batch of {Rows} ledger rows was not stored.")]
        public static partial void BatchFailed(ILogger logger, int rows, Exception exception);

        [LoggerMessage(
            2,
            LogLevel.Critical,
            "The store refuses the ledger row of request {RequestId}, key {KeyId}: {CostNanoUsd} nano-USD, {Outcome}. It is recorded here only.")]
        public static partial void RowRefused(
            ILogger logger, string requestId, string keyId, long costNanoUsd, LedgerOutcome outcome, Exception exception);
    }
}
