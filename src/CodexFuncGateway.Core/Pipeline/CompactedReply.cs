using System.Buffers;
using System.Runtime.InteropServices;
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
        JsonElement[] compactions = [.. Items(response).Where(IsCompaction)];
        return compactions.Length > 0
            ? json => Write(json, response, compactions)
            : throw new GatewayException(ErrorKind.UpstreamFailed, "The provider answered without a compaction.");
    }

    /// <summary>An upstream's own response may hold anything.</summary>
    private static IEnumerable<JsonElement> Items(JsonElement response) =>
        response.TryGetProperty("output"u8, out var output) && output.ValueKind == JsonValueKind.Array ? output.EnumerateArray() : [];

    private static bool IsCompaction(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("type"u8, out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("compaction"u8);

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
            json.WriteRawValue(JsonMarshal.GetRawUtf8Value(compaction), skipInputValidation: true);
        }

        json.WriteEndArray();
        foreach (var name in (ReadOnlySpan<string>)["id", "created_at", "usage"])
        {
            if (response.TryGetProperty(name, out var value))
            {
                json.WritePropertyName(name);
                json.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
            }
        }

        json.WriteEndObject();
    }
}
