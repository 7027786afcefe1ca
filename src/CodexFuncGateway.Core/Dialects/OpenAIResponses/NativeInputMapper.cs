using System.Buffers;
using System.Text;
using System.Text.Json;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>
/// Copies the conversation, putting the upstream's own state back into the items that carry it. One that this upstream did not make is left
/// out: it could not read it, and nothing is stored under the item's id.
/// </summary>
internal static class NativeInputMapper
{
    /// <param name="raw">The conversation as received.</param>
    /// <param name="input">The conversation as prepared.</param>
    public static void Write(Utf8JsonWriter json, JsonView raw, IReadOnlyList<InputItem> input)
    {
        if (IsUnchanged(raw, input))
        {
            json.WriteCopy(raw);
            return;
        }

        var scratch = new ArrayBufferWriter<byte>();
        json.WriteStartArray();
        foreach (var item in LoneReasoning.LeaveOut(input))
        {
            WriteItem(json, item, scratch);
        }

        json.WriteEndArray();
    }

    /// <summary>A single string stands for a message, and has no item of its own.</summary>
    private static bool IsUnchanged(JsonView raw, IReadOnlyList<InputItem> input)
    {
        if (raw.ValueKind != JsonValueKind.Array)
        {
            return input is [{ Raw.ValueKind: JsonValueKind.Undefined }];
        }

        var index = 0;
        foreach (var item in raw.EnumerateArray())
        {
            if (index == input.Count || input[index] is SealedItem || !input[index++].Raw.IsAt(item))
            {
                return false;
            }
        }

        return index == input.Count;
    }

    private static void WriteItem(Utf8JsonWriter json, InputItem item, ArrayBufferWriter<byte> scratch)
    {
        switch (item)
        {
            case SealedItem { Payload: { } payload }:
                scratch.ResetWrittenCount();
                EncryptedContentRewriter.Write(item.Raw.RawSpan, _ => Encoding.UTF8.GetString(payload.Span), scratch);
                json.WriteRawValue(scratch.WrittenSpan, skipInputValidation: true);
                break;
            default:
                json.WriteCopy(item.Raw);
                break;
        }
    }
}
