using System.Text.Encodings.Web;
using System.Text.Json;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.ChatApi;

/// <summary>Ways of writing JSON that reading a chat request and answering it share.</summary>
internal static class ChatJson
{
    /// <summary>What is copied was validated when it was indexed.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Copies a value as it stands.</summary>
    public static void WriteCopy(this Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value, skipInputValidation: true);
    }

    /// <inheritdoc cref="WriteCopy(Utf8JsonWriter, ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    public static void WriteCopy(this Utf8JsonWriter json, ReadOnlySpan<byte> name, JsonView value) => json.WriteCopy(name, value.RawSpan);

    /// <summary>Copies a text, once it is certain that it is one.</summary>
    public static void WriteText(this Utf8JsonWriter json, ReadOnlySpan<byte> name, JsonField text)
    {
        json.WritePropertyName(name);
        text.Text().WriteTo(json);
    }

    /// <summary>Copies a member, under the same name, where there is one.</summary>
    public static void WriteOptional(this Utf8JsonWriter json, JsonField parent, string name)
    {
        if (parent.Optional(name) is { } value)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(value.Element.RawSpan, skipInputValidation: true);
        }
    }
}
