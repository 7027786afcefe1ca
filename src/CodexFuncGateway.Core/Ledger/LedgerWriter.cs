using System.Threading.Channels;
using CodexFuncGateway.Errors;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Ledger;

/// <summary>
/// Records calls without holding them up: entries wait in a bounded queue, which <see cref="LedgerLoop"/> takes to the store, or to the spool
/// while the store is away. No entry is dropped while the process lives; what a dying process had in the queue is found by its open row.
/// </summary>
public sealed class LedgerWriter : IAsyncDisposable
{
    private readonly LedgerRecorder recorder;
    private readonly LedgerWriterOptions options;
    private readonly TimeProvider timeProvider;
    private readonly Channel<LedgerItem> queue;
    private readonly LedgerLoop loop;
    private readonly Task running;

    internal LedgerWriter(LedgerRecorder recorder, LedgerWriterOptions options, TimeProvider timeProvider, ILogger<LedgerWriter> logger)
    {
        this.recorder = recorder;
        this.options = options;
        this.timeProvider = timeProvider;
        queue = Channel.CreateBounded<LedgerItem>(new BoundedChannelOptions(options.QueueLength) { SingleReader = true });
        loop = new LedgerLoop(queue.Reader, recorder, options, timeProvider, logger);
        running = Task.Run(loop.RunAsync);
    }

    /// <summary>How many entries wait, for whoever watches the store.</summary>
    public int Queued => queue.Reader.Count;

    /// <summary>
    /// Records that a call is about to be sent. Returns at once; the row is written while the upstream is being asked. Half of the queue is
    /// kept for entries of calls that have been made.
    /// </summary>
    /// <exception cref="GatewayException">Calls cannot be recorded at the moment, so this one must not be made.</exception>
    internal OpenRow Open(LedgerEntry entry)
    {
        var recorded = NewSignal();
        if (loop.IsStuck || queue.Reader.Count >= options.QueueLength / 2 || !queue.Writer.TryWrite(new LedgerItem(entry, recorded)))
        {
            throw new GatewayException(OpenRow.NotRecorded);
        }

        return new OpenRow(recorded.Task, options.RecordDeadline, timeProvider);
    }

    /// <summary>
    /// Records how the call ended, in place of its open row. Returns when the entry is in the queue, which is at once unless neither store nor
    /// spool has taken anything for long. Settling twice does no harm.
    /// </summary>
    public ValueTask SettleAsync(LedgerEntry entry, CancellationToken cancellationToken) =>
        queue.Writer.WriteAsync(new LedgerItem(entry, Recorded: null), cancellationToken);

    /// <summary>Completes when all that was recorded before is in the store.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var recorded = NewSignal();
        await queue.Writer.WriteAsync(new LedgerItem(Entry: null, recorded), cancellationToken);
        await recorded.Task.WaitAsync(cancellationToken);
        await recorder.EmptySpoolAsync(cancellationToken);
    }

    /// <summary>
    /// Takes no more entries and brings those it has to safety, as far as <see cref="LedgerWriterOptions.DrainDeadline"/> allows. What is in the
    /// spool stays there for the next process.
    /// </summary>
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

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
