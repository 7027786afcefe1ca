using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodexFuncGateway.Translation;

/// <summary>Reads JSON strings into <see cref="Utf8Text"/> and writes them back.</summary>
internal sealed class Utf8TextConverter : JsonConverter<Utf8Text>
{
    public override bool HandleNull => true;

    public override Utf8Text Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    public override void Write(Utf8JsonWriter writer, Utf8Text value, JsonSerializerOptions options) => writer.WriteStringValue(value.Span);

    /// <summary>The string the reader stands on; empty for null.</summary>
    public static Utf8Text Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return default;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException("A string is expected here.");
        }

        return reader.ValueIsEscaped ? new Utf8Text(Unescape(ref reader)) : new Utf8Text(reader.ValueSpan.ToArray());
    }

    private static ReadOnlyMemory<byte> Unescape(ref Utf8JsonReader reader)
    {
        var bytes = new byte[reader.ValueSpan.Length];
        try
        {
            return bytes.AsMemory(0, reader.CopyString(bytes));
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: an upstream cut a character in two. One lost character is better than a lost reply.
            return "\uFFFD"u8.ToArray();
        }
    }
}
