using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Ledger;

/// <summary>
/// Takes entries from the queue to the store, round by round and one round at a time, which keeps the order of what is said about a call.
/// A round is tried until it is stored or <see cref="Abandon"/>ed; the queue fills meanwhile.
/// </summary>
internal sealed partial class LedgerLoop(
    ChannelReader<LedgerItem> queue, LedgerBatchWriter batchWriter, LedgerWriterOptions options, TimeProvider timeProvider, ILogger logger)
    : IDisposable
{
    private readonly RetryBackoff backoff = new(options.FirstRetryDelay, options.LongestRetryDelay, Random.Shared);
    private readonly CancellationTokenSource hurried = new();
    private readonly CancellationTokenSource abandoned = new();

    /// <summary>Runs until the queue is complete and empty.</summary>
    public async Task RunAsync()
    {
        var lost = 0;
        while (await queue.WaitToReadAsync())
        {
            var round = TakeRound();
            var left = await StoreAsync(round.Entries);
            round.End(isStored: left.Count == 0);
            lost += left.Count;
        }

        if (lost > 0)
        {
            Log.Lost(logger, lost);
        }
    }

    /// <summary>There is not much time left: no more long waits.</summary>
    public void Hurry() => hurried.Cancel();

    /// <summary>There is no time left: what is not stored now never will be.</summary>
    public void Abandon() => abandoned.Cancel();

    public void Dispose()
    {
        hurried.Dispose();
        abandoned.Dispose();
    }

    private LedgerRound TakeRound()
    {
        var round = new LedgerRound();
        while (round.Count < options.RoundLength && queue.TryRead(out var item))
        {
            round.Add(item);
        }

        return round;
    }

    /// <returns>What could not be stored before the loop was abandoned.</returns>
    private async Task<IReadOnlyCollection<LedgerEntry>> StoreAsync(IReadOnlyCollection<LedgerEntry> entries)
    {
        while (entries.Count > 0 && !abandoned.IsCancellationRequested)
        {
            entries = await TryStoreAsync(entries);
            if (entries.Count > 0)
            {
                await BackOffAsync(entries.Count);
            }
        }

        backoff.Succeeded();
        return entries;
    }

    /// <returns>What is left to be tried again.</returns>
    private async Task<IReadOnlyCollection<LedgerEntry>> TryStoreAsync(IReadOnlyCollection<LedgerEntry> entries)
    {
        var batches = LedgerBatchWriter.Batches(entries).ToArray();
        return batches is [var only] ? await batchWriter.WriteAsync(only, abandoned.Token) : await TryStoreAsync(batches);
    }

    private async Task<IReadOnlyCollection<LedgerEntry>> TryStoreAsync(LedgerEntry[][] batches)
    {
        var left = new ConcurrentBag<LedgerEntry>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.ParallelBatches };
        await Parallel.ForEachAsync(batches, parallel, async (batch, _) =>
        {
            foreach (var entry in await batchWriter.WriteAsync(batch, abandoned.Token))
            {
                left.Add(entry);
            }
        });
        return left;
    }

    private async Task BackOffAsync(int left)
    {
        var delay = backoff.Failed();
        var interruption = hurried.Token;
        if (hurried.IsCancellationRequested)
        {
            delay = delay < options.FirstRetryDelay ? delay : options.FirstRetryDelay;
            interruption = abandoned.Token;
        }

        Log.StoreFails(logger, backoff.Failures, left + queue.Count, delay);
        await Task.Delay(delay, timeProvider, interruption).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static partial class Log
    {
        [LoggerMessage(3, LogLevel.Warning, "The store failed {Failures} times in a row; {Waiting} ledger entries wait. Next try in {Delay}.")]
        public static partial void StoreFails(ILogger logger, int failures, int waiting, TimeSpan delay);

        [LoggerMessage(4, LogLevel.Critical, "{Entries} ledger entries could not be stored before the process had to end.")]
        public static partial void Lost(ILogger logger, int entries);
    }
}
