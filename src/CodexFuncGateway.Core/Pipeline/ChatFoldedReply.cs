using System.Buffers;
using System.Text.Json;
using CodexFuncGateway.ChatApi;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Pipeline;

/// <summary>Events are gathered into one chat completion.</summary>
internal sealed class ChatFoldedReply : IReplyForm
{
    private readonly PooledBufferWriter events = new();
    private readonly ChatCompletion completion = new();
    private readonly ChatEventReader reader;
    private readonly ResponseHead head;
    private readonly IClientReply reply;

    public ChatFoldedReply(ResponseHead head, ChatReplySettings settings, IClientReply reply)
    {
        (this.head, this.reply) = (head, reply);
        reader = new ChatEventReader(completion, settings.StopSequences);
    }

    public IBufferWriter<byte> Events => events;

    public bool HasStarted { get; private set; }

    public bool IsFull => events.WrittenCount > StreamedReply.MostUnflushed;

    /// <inheritdoc cref="FoldedReply.Start"/>
    public void Start() => HasStarted = true;

    /// <summary>Nothing goes to the client yet; what has come is read, so that it need not be kept.</summary>
    public ValueTask FlushAsync()
    {
        reader.Read(events.WrittenMemory);
        events.Clear();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc cref="FoldedReply.KeepAliveAsync"/>
    public ValueTask KeepAliveAsync(ReplyAssembler assembler) => ValueTask.CompletedTask;

    public async ValueTask CompleteAsync(ReplyAssembler assembler, TokenUsage usage)
    {
        var end = assembler.Conclude();
        if (end.Error is { } error)
        {
            throw new GatewayException(error);
        }

        reader.Read(events.WrittenMemory);
        reply.Start("application/json");
        await using (var json = new Utf8JsonWriter(reply.Body, ChatJson.Options))
        {
            completion.Write(json, head, reader.Finish(end.Reason), usage, reader.IsWhole);
        }

        await reply.Body.FlushAsync();
    }

    public void Dispose() => events.Dispose();
}
