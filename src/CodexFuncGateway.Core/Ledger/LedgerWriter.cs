using System.Threading.Channels;
using CodexFuncGateway.Storage;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Ledger;

/// <summary>
/// Records calls without holding them up: entries wait in a bounded queue, which <see cref="LedgerLoop"/> takes to the store. A settled
/// entry is never dropped while the process lives; what a dying process had not written yet is found by its open row.
/// </summary>
public sealed class LedgerWriter : IAsyncDisposable
{
    private readonly LedgerWriterOptions options;
    private readonly TimeProvider timeProvider;
    private readonly Channel<LedgerItem> queue;
    private readonly LedgerLoop loop;
    private readonly Task running;

    public LedgerWriter(ITableStore store, LedgerWriterOptions options, TimeProvider timeProvider, ILogger<LedgerWriter> logger)
    {
        this.options = options;
        this.timeProvider = timeProvider;
        queue = Channel.CreateBounded<LedgerItem>(new BoundedChannelOptions(options.QueueLength) { SingleReader = true });
        loop = new LedgerLoop(queue.Reader, new LedgerBatchWriter(store, logger), options, timeProvider, logger);
        running = Task.Run(loop.RunAsync);
    }

    /// <summary>How many entries wait, for whoever watches the store.</summary>
    public int Queued => queue.Reader.Count;

    /// <summary>
    /// Records that a call is about to be sent. Returns at once; the row is written while the upstream is being asked. Under pressure it is
    /// left out, since it only matters should this process die: half of the queue is kept for entries that always matter.
    /// </summary>
    public void Open(LedgerEntry entry)
    {
        if (queue.Reader.Count < options.QueueLength / 2)
        {
            queue.Writer.TryWrite(new LedgerItem(entry, Flush: null));
        }
    }

    /// <summary>
    /// Records how the call ended, in place of its open row. Returns when the entry is in the queue, which is at once unless the store has
    /// been failing for long. Settling twice does no harm.
    /// </summary>
    public ValueTask SettleAsync(LedgerEntry entry, CancellationToken cancellationToken) =>
        queue.Writer.WriteAsync(new LedgerItem(entry, Flush: null), cancellationToken);

    /// <summary>Completes when all that was recorded before is stored.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var flush = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await queue.Writer.WriteAsync(new LedgerItem(Entry: null, flush), cancellationToken);
        await flush.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Takes no more entries and stores those it has, as far as <see cref="LedgerWriterOptions.DrainDeadline"/> allows.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!queue.Writer.TryComplete())
        {
            return;
        }

        loop.Hurry();
        await running.WaitAsync(options.DrainDeadline, timeProvider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        loop.Abandon();
        await running;
        loop.Dispose();
    }
}
