using System.Text;
using System.Text.Json.Serialization;

namespace CodexFuncGateway.Translation;

/// <summary>
/// A JSON string kept as UTF-8, unescaped: the type of every text on the streaming path, so that a delta is never decoded to UTF-16
/// only to be encoded again. Null in JSON is an empty text.
/// </summary>
[JsonConverter(typeof(Utf8TextConverter))]
public readonly record struct Utf8Text(ReadOnlyMemory<byte> Bytes)
{
    public bool IsEmpty => Bytes.IsEmpty;

    public ReadOnlySpan<byte> Span => Bytes.Span;

    /// <summary>How many code points a text has: every byte but those that go on with one.</summary>
    public static int CountCharacters(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        foreach (var letter in utf8)
        {
            count += (letter & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }

    public bool Equals(Utf8Text other) => Span.SequenceEqual(other.Span);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    public override string ToString() => Encoding.UTF8.GetString(Span);
}
