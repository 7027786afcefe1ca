using System.Buffers;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Pipeline;

/// <summary>Events go to the client as they come.</summary>
internal sealed class StreamedReply(IClientReply reply) : IReplyForm
{
    private const int MostUnflushed = 32 * 1024;

    public IBufferWriter<byte> Events => reply.Body;

    public bool HasStarted => reply.HasStarted;

    public bool IsFull => reply.Body.UnflushedBytes > MostUnflushed;

    public void Start() => reply.Start("text/event-stream");

    public async ValueTask FlushAsync()
    {
        if (HasStarted)
        {
            await reply.Body.FlushAsync();
        }
    }

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
}
