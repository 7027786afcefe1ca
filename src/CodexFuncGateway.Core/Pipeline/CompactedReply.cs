using System.Buffers;
using System.Text.Json;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Pipeline;

/// <summary>The client gets the compacted conversation: what is kept of it, and the compaction out of the response.</summary>
internal sealed class CompactedReply(IClientReply reply, IReadOnlyList<byte[]> kept) : FoldedReply(reply)
{
    protected override Action<Utf8JsonWriter> Answer(ReplyAssembler assembler, TokenUsage usage)
    {
        var response = Fold(base.Answer(assembler, usage));
        JsonElement[] compactions = [.. response.GetProperty("output"u8).EnumerateArray().Where(item => item.GetProperty("type"u8).ValueEquals("compaction"u8))];
        return compactions.Length > 0
            ? json => Write(json, response, compactions)
            : throw new GatewayException(ErrorKind.UpstreamFailed, "The provider answered without a compaction.");
    }

    private static JsonElement Fold(Action<Utf8JsonWriter> write)
    {
        var response = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(response);
        write(json);
        json.Flush();
        return JsonElement.Parse(response.WrittenSpan);
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
