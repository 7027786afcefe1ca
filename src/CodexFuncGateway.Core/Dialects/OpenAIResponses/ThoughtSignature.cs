using System.Text.Json;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>
/// Perplexity's agents sign the thought behind a call and want the signature back with the call and its output (SDK, 2026-08). Clients
/// drop fields they do not know, so it travels as sealed reasoning: <c>{"call_id":…,"thought_signature":…}</c>.
/// </summary>
internal static class ThoughtSignature
{
    public static byte[] Write(string callId, string signature)
    {
        using var payload = new MemoryStream();
        using (var json = new Utf8JsonWriter(payload))
        {
            json.WriteStartObject();
            json.WriteString("call_id"u8, callId);
            json.WriteString("thought_signature"u8, signature);
            json.WriteEndObject();
        }

        return payload.ToArray();
    }

    /// <summary>Reads a payload that <see cref="Write"/> made; null for any other.</summary>
    public static (string CallId, string Signature)? Read(ReadOnlyMemory<byte> payload)
    {
        if (!payload.Span.StartsWith("{\"call_id\":"u8))
        {
            return null;
        }

        using var document = JsonDocument.Parse(payload);
        return (document.RootElement.GetProperty("call_id"u8).GetString()!, document.RootElement.GetProperty("thought_signature"u8).GetString()!);
    }
}
