using System.Text.Json;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>
/// Finds an event's type. The JSON's own word counts: some hosts send no event name, and one sends it after the data
/// (Bedrock mantle, seen 2026-07).
/// </summary>
internal static class StreamEvent
{
    private static ReadOnlySpan<byte> UsualStart => "{\"type\":\""u8;

    /// <summary>The type as a part of <paramref name="data"/>; empty where there is none, as in <c>[DONE]</c>.</summary>
    public static ReadOnlyMemory<byte> Type(ReadOnlyMemory<byte> data)
    {
        var span = data.Span;
        if (span.StartsWith(UsualStart))
        {
            var length = span[UsualStart.Length..].IndexOfAny((byte)'"', (byte)'\\');
            if (length >= 0 && span[UsualStart.Length + length] == '"')
            {
                return data.Slice(UsualStart.Length, length);
            }
        }

        try
        {
            return Search(data);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No JSON, or half a character in a name.
            return default;
        }
    }

    /// <summary>Data that came in several lines, in one: what is passed on has no other place for it.</summary>
    /// <exception cref="JsonException">It is no JSON, as where the line between two events was lost.</exception>
    public static ReadOnlyMemory<byte> OnOneLine(ReadOnlyMemory<byte> data)
    {
        if (!data.Span.Contains((byte)'\n'))
        {
            return data;
        }

        if (!IsWhole(data.Span))
        {
            throw new JsonException("The event is not valid JSON.");
        }

        // In JSON a line feed is but space between two values.
        var line = data.ToArray();
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        return line;
    }

    /// <summary>Whether the data is one complete JSON value, asked only of a frame that came in an unusual way.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data);
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ReadOnlyMemory<byte> Search(ReadOnlyMemory<byte> data)
    {
        var reader = new Utf8JsonReader(data.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return default;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            reader.Read();
            if (isType && reader.TokenType == JsonTokenType.String)
            {
                return reader.ValueIsEscaped ? Unescape(ref reader) : data.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
            }

            reader.Skip();
        }

        return default;
    }

    private static ReadOnlyMemory<byte> Unescape(ref Utf8JsonReader reader)
    {
        var type = new byte[reader.ValueSpan.Length];
        return type.AsMemory(0, reader.CopyString(type));
    }
}
