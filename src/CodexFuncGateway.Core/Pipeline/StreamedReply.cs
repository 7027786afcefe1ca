using System.Buffers;
using System.Runtime.CompilerServices;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Pipeline;

/// <summary>
/// Events go to the client as they come. Those of one upstream read are gathered and handed over at once: each hand-over costs the server
/// a lock and a system call.
/// </summary>
internal sealed class StreamedReply(IClientReply reply) : IReplyForm
{
    public const int MostUnflushed = 32 * 1024;

    private readonly PooledBufferWriter events = new();

    public IBufferWriter<byte> Events => events;

    public bool HasStarted => reply.HasStarted;

    public bool IsFull => events.WrittenCount > MostUnflushed;

    public void Start() => reply.Start("text/event-stream");

    public ValueTask FlushAsync() => HasStarted && events.WrittenCount > 0 ? HandOverAsync() : ValueTask.CompletedTask;

    /// <summary>Commits to a stream if the upstream has not answered at all yet: an error is then told inside it.</summary>
    public async ValueTask KeepAliveAsync(ReplyAssembler assembler)
    {
        if (!HasStarted)
        {
            Start();
        }

        if (assembler.HasStarted)
        {
            assembler.KeepAlive();
        }
        else
        {
            assembler.Start();
        }

        await FlushAsync();
    }

    public async ValueTask CompleteAsync(ReplyAssembler assembler, TokenUsage usage)
    {
        assembler.Complete(usage);
        await FlushAsync();
    }

    public void Dispose() => events.Dispose();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask HandOverAsync()
    {
        await reply.Body.WriteAsync(events.WrittenMemory);
        events.Clear();
    }
}
