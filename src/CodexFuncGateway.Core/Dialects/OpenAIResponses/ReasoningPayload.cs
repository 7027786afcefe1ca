using System.Runtime.InteropServices;
using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.OpenAIResponses.Wire;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>
/// What a reasoning item needs to come back. For an upstream that is relayed that is its encrypted content; for all others the whole item:
/// some also sign it or name its format (OpenRouter), some want the text itself (DeepSeek, vLLM), and all take back what they sent.
/// </summary>
internal static class ReasoningPayload
{
    /// <summary>The payload, or null where there is nothing to bring back.</summary>
    public static ReadOnlyMemory<byte>? Find(ReasoningWire reasoning, JsonElement item, Capabilities capabilities)
    {
        var isSealed = !reasoning.EncryptedContent.IsEmpty || reasoning.Signature is { Length: > 0 };
        if (!isSealed && (capabilities.NativeResponses || capabilities.ReasoningReplay == ReasoningReplay.None))
        {
            return null;
        }

        return capabilities.NativeResponses ? reasoning.EncryptedContent.Bytes : JsonMarshal.GetRawUtf8Value(item).ToArray();
    }

    /// <summary>Writes the item that a payload stands for; an encrypted content alone was made while the upstream was relayed.</summary>
    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> payload)
    {
        if (payload.StartsWith("{"u8))
        {
            json.WriteRawValue(payload);
            return;
        }

        json.WriteStartObject();
        json.WriteString("type"u8, "reasoning"u8);
        json.WriteStartArray("summary"u8);
        json.WriteEndArray();
        json.WriteString("encrypted_content"u8, payload);
        json.WriteEndObject();
    }
}
