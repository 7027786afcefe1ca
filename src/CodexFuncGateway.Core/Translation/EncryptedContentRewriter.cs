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
            if (reader.TokenType != JsonTokenType.PropertyName || !IsName(ref reader))
            {
                continue;
            }

            reader.Read();
            if (reader.TokenType == JsonTokenType.String && Unescape(ref reader) is { } content)
            {
                var opening = (int)reader.TokenStartIndex + 1;
                output.Write(json[copied..opening]);
                WriteEscaped(exchange(content), output);
                copied = opening + reader.ValueSpan.Length;
            }
        }

        output.Write(json[copied..]);
    }

    private static bool IsName(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.ValueTextEquals(Name);
        }
        catch (InvalidOperationException)
        {
            return false; // half a character in it
        }
    }

    /// <summary>Null where half a character is in it: that is nobody's state, and stays.</summary>
    private static byte[]? Unescape(ref Utf8JsonReader reader)
    {
        try
        {
            var unescaped = new byte[reader.ValueSpan.Length];
            return unescaped[..reader.CopyString(unescaped)];
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static void WriteEscaped(string text, IBufferWriter<byte> output) =>
        output.Write(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
}
