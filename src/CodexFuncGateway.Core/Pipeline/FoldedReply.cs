using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Pipeline;

/// <summary>Events are dropped, and the client gets the response they amount to.</summary>
internal class FoldedReply(IClientReply reply) : IReplyForm
{
    private readonly DiscardingWriter events = new();

    public IBufferWriter<byte> Events => events;

    public bool HasStarted { get; private set; }

    public bool IsFull => false;

    /// <summary>Promises nothing to the client yet: a reply that fails half-way is still answered with an error's own status.</summary>
    public void Start() => HasStarted = true;

    public ValueTask FlushAsync() => ValueTask.CompletedTask;

    /// <summary>One JSON object has no room for signs of life.</summary>
    public ValueTask KeepAliveAsync(ReplyAssembler assembler) => ValueTask.CompletedTask;

    public async ValueTask CompleteAsync(ReplyAssembler assembler, TokenUsage usage)
    {
        if (assembler.Conclude().Error is { } error)
        {
            throw new GatewayException(error);
        }

        var write = Answer(assembler, usage);
        reply.Start("application/json");
        await using (var json = new Utf8JsonWriter(reply.Body, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(json);
        }

        await reply.Body.FlushAsync();
    }

    public void Dispose()
    {
    }

    /// <summary>What is written once status 200 is promised; whoever finds that there is no answer throws before that.</summary>
    protected virtual Action<Utf8JsonWriter> Answer(ReplyAssembler assembler, TokenUsage usage) => json => assembler.WriteResponse(json, usage);
}
