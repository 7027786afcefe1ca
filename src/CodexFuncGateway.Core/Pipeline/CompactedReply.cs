using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Pipeline;

/// <summary>The client gets the compacted conversation: what is kept of it, and the compaction out of the response.</summary>
internal sealed class CompactedReply(IClientReply reply, IReadOnlyList<byte[]> kept) : IReplyForm
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly DiscardingWriter events = new();

    public IBufferWriter<byte> Events => events;

    public bool HasStarted { get; private set; }

    public bool IsFull => false;

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

        using var response = JsonDocument.Parse(Fold(assembler, usage));
        var compactions = response.RootElement.GetProperty("output"u8).EnumerateArray().Where(item => item.GetProperty("type"u8).ValueEquals("compaction"u8)).ToArray();
        if (compactions.Length == 0)
        {
            throw new GatewayException(ErrorKind.UpstreamFailed, "The provider answered without a compaction.");
        }

        reply.Start("application/json");
        await using (var json = new Utf8JsonWriter(reply.Body, Options))
        {
            Write(json, response.RootElement, compactions);
        }

        await reply.Body.FlushAsync();
    }

    public void Dispose()
    {
    }

    private static ReadOnlyMemory<byte> Fold(ReplyAssembler assembler, TokenUsage usage)
    {
        var response = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(response, Options);
        assembler.WriteResponse(json, usage);
        json.Flush();
        return response.WrittenMemory;
    }

    private void Write(Utf8JsonWriter json, JsonElement response, IEnumerable<JsonElement> compactions)
    {
        json.WriteStartObject();
        json.WriteString("object"u8, "response.compaction"u8);
        json.WriteStartArray("output"u8);
        foreach (var message in kept)
        {
            json.WriteRawValue(message, skipInputValidation: true);
        }

        foreach (var compaction in compactions)
        {
            compaction.WriteTo(json);
        }

        json.WriteEndArray();
        foreach (var property in response.EnumerateObject().Where(property => property.Name is "id" or "created_at" or "usage"))
        {
            property.WriteTo(json);
        }

        json.WriteEndObject();
    }
}
