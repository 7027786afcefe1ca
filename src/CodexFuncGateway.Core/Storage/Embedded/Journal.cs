using System.Buffers;
using System.Threading.Channels;
using CodexFuncGateway.Storage.Journals;

namespace CodexFuncGateway.Storage.Embedded;

/// <summary>
/// Appends lines to the journal file from one background loop: lines that arrive while a write is under way go out together in the next.
/// After a failed write the file may lag behind memory, so the journal takes no more until the process starts anew.
/// </summary>
internal sealed class Journal : IAsyncDisposable
{
    private const int GroupBytes = 1024 * 1024;

    private readonly Channel<Pending> pending = Channel.CreateUnbounded<Pending>(new UnboundedChannelOptions { SingleReader = true });
    private readonly FileStream file;
    private readonly Task loop;
    private volatile Exception? failure;

    public Journal(FileStream file)
    {
        this.file = file;
        loop = Task.Run(WriteGroupsAsync);
    }

    public void ThrowIfFailed()
    {
        if (failure is { } exception)
        {
            throw new TableStoreException(TableStoreFailure.Unavailable, "The journal could not be written; restart when its disk is well again.", exception);
        }
    }

    /// <summary>Lines are written in the order of the calls.</summary>
    /// <returns>Completes when the operating system has the line.</returns>
    public Task AppendAsync(JournalLine line)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ObjectDisposedException.ThrowIf(!pending.Writer.TryWrite(new Pending(line, written)), this);
        return written.Task;
    }

    public async ValueTask DisposeAsync()
    {
        if (!pending.Writer.TryComplete())
        {
            return;
        }

        await loop;
        if (failure is null)
        {
            file.Flush(flushToDisk: true);
        }

        await file.DisposeAsync();
    }

    private async Task WriteGroupsAsync()
    {
        var group = new List<TaskCompletionSource>();
        var buffer = new ArrayBufferWriter<byte>();
        while (await pending.Reader.WaitToReadAsync())
        {
            while (buffer.WrittenCount < GroupBytes && pending.Reader.TryRead(out var next))
            {
                next.Line.Write(buffer);
                group.Add(next.Written);
            }

            WriteGroup(buffer.WrittenSpan, group);
            buffer.ResetWrittenCount();
            group.Clear();
        }
    }

    private void WriteGroup(ReadOnlySpan<byte> lines, List<TaskCompletionSource> group)
    {
        try
        {
            ThrowIfFailed();
            file.Write(lines);
            group.ForEach(written => written.SetResult());
        }
#pragma warning disable CA1031 // Whatever it was, the writers have to hear of it, and the loop lives on to tell the next ones.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure ??= exception;
            group.ForEach(written => written.SetException(
                new TableStoreException(TableStoreFailure.Unavailable, "The journal could not be written.", exception)));
        }
    }

    private readonly record struct Pending(JournalLine Line, TaskCompletionSource Written);
}
