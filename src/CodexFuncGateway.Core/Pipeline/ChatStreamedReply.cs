using System.Buffers;
using CodexFuncGateway.ChatApi;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Pipeline;

/// <summary>Events become chat chunks, and those go to the client as they come.</summary>
internal sealed class ChatStreamedReply : IReplyForm
{
    private readonly PooledBufferWriter events = new();
    private readonly StreamedReply stream;
    private readonly ChatChunkWriter chunks;
    private readonly ChatEventReader reader;

    public ChatStreamedReply(ResponseHead head, ChatReplySettings settings, StreamedReply stream)
    {
        this.stream = stream;
        chunks = new ChatChunkWriter(head, settings.TellsUsage, stream.Events);
        reader = new ChatEventReader(chunks, settings.StopSequences);
    }

    public IBufferWriter<byte> Events => events;

    public bool HasStarted => stream.HasStarted;

    public bool IsFull => events.WrittenCount > StreamedReply.MostUnflushed;

    public void Start()
    {
        stream.Start();
        chunks.Begin();
    }

    public ValueTask FlushAsync()
    {
        ReadEvents();
        return stream.FlushAsync();
    }

    /// <summary>Commits to a stream if the upstream has not answered at all yet: an error is then told inside it.</summary>
    public ValueTask KeepAliveAsync(ReplyAssembler assembler)
    {
        if (!HasStarted)
        {
            stream.Start();
        }

        chunks.KeepAlive();
        return FlushAsync();
    }

    public async ValueTask CompleteAsync(ReplyAssembler assembler, TokenUsage usage)
    {
        var end = assembler.Conclude();
        if ((end.Error ?? FindProblem()) is { } error)
        {
            chunks.Fail(error);
        }
        else
        {
            chunks.Finish(reader.Finish(end.Reason), usage);
        }

        await stream.FlushAsync();
    }

    public void Dispose()
    {
        chunks.Dispose();
        stream.Dispose();
        events.Dispose();
    }

    /// <summary>Reads the last events; it is too late to throw.</summary>
    private GatewayError? FindProblem()
    {
        try
        {
            ReadEvents();
            return null;
        }
        catch (GatewayException exception)
        {
            return exception.Error;
        }
    }

    private void ReadEvents()
    {
        try
        {
            reader.Read(events.WrittenMemory);
        }
        finally
        {
            events.Clear();
        }
    }
}
