using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Ledger;

/// <summary>
/// Takes entries from the queue to the store or the spool, round by round and one round at a time, which keeps the order of what is said
/// about a call. A round that neither takes is kept and tried until one does, or <see cref="Abandon"/>ed; the queue fills meanwhile.
/// </summary>
internal sealed partial class LedgerLoop(
    ChannelReader<LedgerItem> queue, LedgerRecorder recorder, LedgerWriterOptions options, TimeProvider timeProvider, ILogger logger)
    : IDisposable
{
    private readonly RetryBackoff backoff = new(options.FirstRetryDelay, options.LongestRetryDelay, Random.Shared);
    private readonly CancellationTokenSource hurried = new();
    private readonly CancellationTokenSource abandoned = new();
    private volatile bool isStuck;

    /// <summary>Whether there are entries that neither the store nor the spool takes.</summary>
    public bool IsStuck => isStuck;

    /// <summary>Runs until the queue is complete and empty.</summary>
    public async Task RunAsync()
    {
        var lost = 0;
        while (await queue.WaitToReadAsync())
        {
            lost += await RecordAsync(TakeRound());
        }

        if (lost > 0)
        {
            Log.Lost(logger, lost);
        }
    }

    /// <summary>There is not much time left: no more long waits.</summary>
    public void Hurry() => hurried.Cancel();

    /// <summary>There is no time left: what is not recorded now never will be.</summary>
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

    /// <returns>How many entries could not be recorded before the loop was abandoned.</returns>
    private async Task<int> RecordAsync(LedgerRound round)
    {
        var left = round.Count > 0 ? await recorder.RecordAsync(round.Entries) : round.Entries;
        if (left.Count > 0)
        {
            left = await InsistAsync(round, left);
        }

        round.End();
        return left.Count;
    }

    private async Task<IReadOnlyCollection<LedgerEntry>> InsistAsync(LedgerRound round, IReadOnlyCollection<LedgerEntry> entries)
    {
        isStuck = true;
        round.Refuse();
        while (entries.Count > 0 && !abandoned.IsCancellationRequested)
        {
            await BackOffAsync(entries.Count);
            entries = await recorder.InsistAsync(entries);
        }

        isStuck = false;
        backoff.Succeeded();
        return entries;
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

        Log.NothingTakesThem(logger, backoff.Failures, left + queue.Count, delay);
        await Task.Delay(delay, timeProvider, interruption).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static partial class Log
    {
        [LoggerMessage(
            3,
            LogLevel.Error,
            "Neither the store nor the spool took ledger entries, {Failures} times in a row; {Waiting} wait, and new calls are refused. Next try in {Delay}.")]
        public static partial void NothingTakesThem(ILogger logger, int failures, int waiting, TimeSpan delay);

        [LoggerMessage(4, LogLevel.Critical, "{Entries} ledger entries could not be recorded before the process had to end.")]
        public static partial void Lost(ILogger logger, int entries);
    }
}
