using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Pipeline;

/// <summary>
/// <c>POST …/responses/compact</c> in terms of <c>…/responses</c>: the same conversation with a trigger at its end. The answer repeats what was said to the
/// assistant, word for word as OpenAI's does, and has one compaction in place of all else.
/// </summary>
internal static class CompactCall
{
    private static readonly CompactionTriggerItem Trigger = new(JsonView.Parse("""{"type":"compaction_trigger"}"""));

    public static ResponsesRequest Read(ResponsesRequest request) => request switch
    {
        { Input: [] } => throw new GatewayException(new GatewayError(ErrorKind.InvalidRequest, "'input' is required: the conversation that is to be compacted.") { Param = "input" }),
        { IsCompaction: true } => request with { Stream = false },
        _ => request with { Stream = false, Input = [.. request.Input.Select(WithJson), Trigger] },
    };

    /// <summary>The messages that stay, as items of an answer; copied, since the request is let go before the answer is there.</summary>
    public static IReadOnlyList<byte[]> Keep(ResponsesRequest request) =>
        [.. request.Input.OfType<MessageItem>().Where(message => !message.IsAssistant).Select((message, index) => Write(message, index))];

    private static InputItem WithJson(InputItem item) =>
        item is MessageItem { Raw.ValueKind: JsonValueKind.Undefined, Content: [TextPart { Text: var text }] } ? WrittenMessage.ByUser(text) : item;

    private static byte[] Write(MessageItem message, int index)
    {
        var item = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(item, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("id"u8, message.Raw.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : $"msg_kept_{index}");
        json.WriteString("type"u8, "message"u8);
        json.WriteString("status"u8, "completed"u8);
        json.WriteString("role"u8, message.Role);
        json.WritePropertyName("content"u8);
        WriteContent(json, message);
        json.WriteEndObject();
        json.Flush();
        return item.WrittenSpan.ToArray();
    }

    private static void WriteContent(Utf8JsonWriter json, MessageItem message)
    {
        if (message.Raw.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.Array)
        {
            json.WriteRawValue(content.RawSpan, skipInputValidation: true);
            return;
        }

        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteString("type"u8, "input_text"u8);
        json.WriteString("text"u8, content.GetString());
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
