using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Ledger.Spool;

/// <summary>
/// Takes what waits in spools to the store, in the background: this process's own once the store answers again, and those of dead processes
/// at the start and from time to time. It is also who asks a store that is away whether it is back, so that no call has to wait for the answer.
/// </summary>
internal sealed partial class SpoolReplay : IAsyncDisposable
{
    private readonly LedgerSpool spool;
    private readonly LedgerRoundWriter store;
    private readonly LedgerWriterOptions options;
    private readonly TimeProvider timeProvider;
    private readonly ILogger<LedgerWriter> logger;
    private readonly RetryBackoff backoff;
    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentQueue<TaskCompletionSource> waiting = new();
    private readonly CancellationTokenSource ended = new();
    private readonly Task running;
    private volatile bool storeIsAway;

    public SpoolReplay(LedgerSpool spool, LedgerRoundWriter store, LedgerWriterOptions options, TimeProvider timeProvider, ILogger<LedgerWriter> logger)
    {
        (this.spool, this.store, this.options, this.timeProvider, this.logger) = (spool, store, options, timeProvider, logger);
        backoff = new RetryBackoff(options.FirstRetryDelay, options.LongestRetryDelay, Random.Shared);
        running = Task.Run(RunAsync);
    }

    /// <summary>Whether the store failed, or was too slow, when it was asked last.</summary>
    public bool StoreIsAway => storeIsAway;

    /// <summary>Takes down how the store answered.</summary>
    public void Note(bool isAway)
    {
        if (isAway && !storeIsAway)
        {
            Log.StoreIsAway(logger);
            storeIsAway = true;
            wake.Writer.TryWrite(true);
        }
        else if (!isAway && storeIsAway)
        {
            Log.StoreIsBack(logger);
            storeIsAway = false;
            backoff.Succeeded();
        }
    }

    /// <summary>Replays at once what there is. Completes when all of it is stored.</summary>
    public Task RunNowAsync(CancellationToken cancellationToken)
    {
        var replayed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Enqueue(replayed);
        wake.Writer.TryWrite(true);
        return replayed.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Ends in the middle of a file, if need be; the next process begins that one anew.</summary>
    public async ValueTask DisposeAsync()
    {
        if (wake.Writer.TryComplete())
        {
            await ended.CancelAsync();
            await running;
            ended.Dispose();
        }
    }

    private async Task RunAsync()
    {
        while (!ended.IsCancellationRequested)
        {
            var told = waiting.Count;
            var isDone = await TryReplayAsync();
            Tell(isDone ? told : 0);
            if (!isDone || waiting.IsEmpty)
            {
                await PauseAsync(spool.IsEmpty && !storeIsAway ? options.SpoolInterval : backoff.Failed());
            }
        }

        while (waiting.TryDequeue(out var left))
        {
            left.TrySetCanceled();
        }
    }

    private void Tell(int count)
    {
        while (count-- > 0 && waiting.TryDequeue(out var replayed))
        {
            replayed.TrySetResult();
        }
    }

    /// <returns>Whether all that had been there is stored.</returns>
    private async Task<bool> TryReplayAsync()
    {
        try
        {
            var found = false;
            foreach (var file in spool.Take())
            {
                found = true;
                await ReplayAsync(file);
            }

            if (!found)
            {
                // Nothing is left to find it out with but the next round.
                Note(isAway: false);
            }

            return !ended.IsCancellationRequested;
        }
#pragma warning disable CA1031 // A background loop: what a disk does not allow now it may allow later.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.NotReplayed(logger, exception);
            return false;
        }
    }

    private async Task ReplayAsync(SpoolFile file)
    {
        using (file)
        {
            try
            {
                foreach (var round in file.ReadRounds(options.RoundLength))
                {
                    await StoreAsync(round.Entries);
                    if (ended.IsCancellationRequested)
                    {
                        return;
                    }
                }

                file.Delete();
            }
            catch (Exception exception) when (exception is InvalidDataException or ArgumentException)
            {
                Log.Damaged(logger, file.Name, exception);
                file.SetAside();
            }
        }
    }

    private async Task StoreAsync(IReadOnlyCollection<LedgerEntry> entries)
    {
        while (entries.Count > 0 && !ended.IsCancellationRequested)
        {
            var started = timeProvider.GetTimestamp();
            using var deadline = new CancellationTokenSource(options.ReplayDeadline, timeProvider);
            using var ending = ended.Token.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), deadline);
            entries = await store.WriteAsync(entries, deadline.Token);
            if (entries.Count > 0)
            {
                await PauseAsync(backoff.Failed());
            }
            else if (timeProvider.GetElapsedTime(started) <= options.StoreDeadline || options.StoreDeadline == Timeout.InfiniteTimeSpan)
            {
                Note(isAway: false);
            }
        }
    }

    private async Task PauseAsync(TimeSpan time)
    {
        using var pause = new CancellationTokenSource(time, timeProvider);
        Task woken = wake.Reader.WaitToReadAsync(pause.Token).AsTask();
        await woken.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        wake.Reader.TryRead(out _);
    }

    private static partial class Log
    {
        [LoggerMessage(6, LogLevel.Warning, "The store takes no ledger rows, or takes too long; they wait on disk.")]
        public static partial void StoreIsAway(ILogger logger);

        [LoggerMessage(7, LogLevel.Warning, "The store takes ledger rows again.")]
        public static partial void StoreIsBack(ILogger logger);

        [LoggerMessage(8, LogLevel.Error, "The ledger's spool was not replayed.")]
        public static partial void NotReplayed(ILogger logger, Exception exception);

        [LoggerMessage(9, LogLevel.Critical, "The ledger's spool {Name} is damaged and was set aside. Repaired, and under its old name, it is read again.")]
        public static partial void Damaged(ILogger logger, string name, Exception exception);
    }
}
