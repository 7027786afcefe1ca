using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CodexFuncGateway.Translation;

/// <summary>Exchanges every <c>encrypted_content</c> in a JSON text for another, and leaves each byte around it as it is.</summary>
internal static class EncryptedContentRewriter
{
    private static ReadOnlySpan<byte> Name => "encrypted_content"u8;

    /// <summary>A quick look that spares most events the work: false means that there is nothing to exchange (nobody escapes the name).</summary>
    public static bool MayConcern(ReadOnlySpan<byte> json) => json.IndexOf("\"encrypted_content\""u8) >= 0;

    /// <summary>Writes <paramref name="json"/> with each content exchanged, at any depth; contents that are not strings stay.</summary>
    /// <param name="json">One JSON value in UTF-8.</param>
    /// <param name="exchange">The content, unescaped → what stands in its place.</param>
    /// <param name="output">Where the result goes.</param>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static void Write(ReadOnlySpan<byte> json, Func<ReadOnlySpan<byte>, string> exchange, IBufferWriter<byte> output)
    {
        var reader = new Utf8JsonReader(json);
        var copied = 0;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(Name))
            {
                continue;
            }

            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                var opening = (int)reader.TokenStartIndex + 1;
                output.Write(json[copied..opening]);
                WriteEscaped(exchange(Unescape(ref reader)), output);
                copied = opening + reader.ValueSpan.Length;
            }
        }

        output.Write(json[copied..]);
    }

    private static ReadOnlySpan<byte> Unescape(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return reader.ValueSpan;
        }

        var unescaped = new byte[reader.ValueSpan.Length];
        return unescaped.AsSpan(0, reader.CopyString(unescaped));
    }

    private static void WriteEscaped(string text, IBufferWriter<byte> output) =>
        output.Write(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
}
