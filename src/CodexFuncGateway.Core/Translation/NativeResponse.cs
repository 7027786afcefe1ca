using System.Text;
using System.Text.Json;

namespace CodexFuncGateway.Translation;

/// <summary>Where an upstream's own event holds the response, and the response its id; null where there is none.</summary>
internal readonly record struct NativeResponse(Range? Whole, Range? Id)
{
    public static NativeResponse Find(ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data);
        reader.Read();
        if (FindMember(ref reader, "response"u8) is not { } whole)
        {
            return default;
        }

        var inner = new Utf8JsonReader(data[whole]);
        inner.Read();
        var start = whole.Start.Value;
        return FindMember(ref inner, "id"u8) is { } id ? new(whole, (start + id.Start.Value)..(start + id.End.Value)) : new(whole, null);
    }

    /// <summary>Where the response tells what it consumed.</summary>
    public static Range? FindUsage(ReadOnlySpan<byte> data)
    {
        if (Find(data).Whole is not { } whole)
        {
            return null;
        }

        var inner = new Utf8JsonReader(data[whole]);
        inner.Read();
        var start = whole.Start.Value;
        return FindMember(ref inner, "usage"u8) is { } usage ? (start + usage.Start.Value)..(start + usage.End.Value) : null;
    }

    public string? ReadId(ReadOnlySpan<byte> data)
    {
        if (Id is not { } place)
        {
            return null;
        }

        var reader = new Utf8JsonReader(data[place]);
        reader.Read();
        // An id is plain text; one that must be decoded is none.
        return reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && Ascii.IsValid(reader.ValueSpan) ? reader.GetString() : null;
    }

    /// <summary>The value of a member of the object on which the reader stands.</summary>
    private static Range? FindMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isWanted = reader.ValueTextEquals(name);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isWanted)
            {
                return start..(int)reader.BytesConsumed;
            }
        }

        return null;
    }
}
