using System.Globalization;
using System.Text.Json;

namespace CodexFuncGateway.ResponsesApi;

/// <summary>Walks once through a JSON text and notes where its values lie. Strings are crossed in strides: only their ends and escapes are looked at. Grammar: RFC 8259.</summary>
/// <param name="json">Valid UTF-8.</param>
internal ref struct JsonIndexer(ReadOnlySpan<byte> json, int mostLevels, int mostValues)
{
    private const int BytesPerToken = 24;

    private readonly ReadOnlySpan<byte> json = json;
    private readonly int mostLevels = mostLevels;
    private readonly int mostValues = mostValues;
    private JsonToken[] tokens = LeanPool<JsonToken>.Rent((json.Length / BytesPerToken) + 16);
    private int count;
    private int at;

    /// <returns>Pooled tokens, in the order of the text.</returns>
    /// <exception cref="JsonException">It is not one JSON value, nested too deep, or of too many parts.</exception>
    public JsonToken[] Read()
    {
        try
        {
            ReadValue(mostLevels);
            SkipSpace();
            return at == json.Length ? tokens : throw Malformed();
        }
        catch
        {
            LeanPool<JsonToken>.Return(tokens);
            throw;
        }
    }

    private void ReadValue(int levels)
    {
        switch (Peek())
        {
            case (byte)'"':
                ReadString();
                break;
            case (byte)'{':
                ReadObject(levels - 1);
                break;
            case (byte)'[':
                ReadArray(levels - 1);
                break;
            case (byte)'t':
                ReadLiteral("true"u8, JsonValueKind.True);
                break;
            case (byte)'f':
                ReadLiteral("false"u8, JsonValueKind.False);
                break;
            case (byte)'n':
                ReadLiteral("null"u8, JsonValueKind.Null);
                break;
            default:
                ReadNumber();
                break;
        }
    }

    private void ReadObject(int levels)
    {
        var (place, start) = Open(levels);
        for (var isFirst = true; !Closes((byte)'}', isFirst); isFirst = false)
        {
            if (Peek() != '"')
            {
                throw Malformed();
            }

            ReadString();
            Expect((byte)':');
            ReadValue(levels);
        }

        tokens[place] = new JsonToken(JsonValueKind.Object, start, at, count);
    }

    private void ReadArray(int levels)
    {
        var (place, start) = Open(levels);
        for (var isFirst = true; !Closes((byte)']', isFirst); isFirst = false)
        {
            ReadValue(levels);
        }

        tokens[place] = new JsonToken(JsonValueKind.Array, start, at, count);
    }

    /// <summary>Makes room for a container's token, which is written when its end is known.</summary>
    private (int Place, int Start) Open(int levels)
    {
        if (levels < 0)
        {
            throw Error($"is nested deeper than {mostLevels} levels");
        }

        Add(default);
        return (count - 1, at++);
    }

    /// <summary>Whether the container ends here; otherwise steps over the comma.</summary>
    private bool Closes(byte end, bool isFirst)
    {
        if (Peek() == end)
        {
            at++;
            return true;
        }

        if (!isFirst)
        {
            Expect((byte)',');
        }

        return false;
    }

    private void ReadString()
    {
        var start = at++;
        var hasEscapes = false;
        while (true)
        {
            at += JsonStride.Measure(json[at..]);
            if (Here() != '\\')
            {
                break;
            }

            hasEscapes = true;
            ReadEscape();
        }

        if (Here() != '"')
        {
            throw Malformed();
        }

        at++;
        Add(new JsonToken(JsonValueKind.String, start, at, count + 1, hasEscapes));
    }

    private void ReadEscape()
    {
        at++;
        var digits = Here() switch
        {
            (byte)'u' => 4,
            (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t' => 0,
            _ => throw Malformed(),
        };
        for (at++; digits > 0; digits--, at++)
        {
            if (!char.IsAsciiHexDigit((char)Here()))
            {
                throw Malformed();
            }
        }
    }

    private void ReadLiteral(ReadOnlySpan<byte> literal, JsonValueKind kind)
    {
        if (!json[at..].StartsWith(literal))
        {
            throw Malformed();
        }

        at += literal.Length;
        Add(new JsonToken(kind, at - literal.Length, at, count + 1));
    }

    private void ReadNumber()
    {
        var start = at;
        at += Here() == '-' ? 1 : 0;
        if (Here() == '0')
        {
            at++;
        }
        else
        {
            SkipDigits();
        }

        if (Here() == '.')
        {
            at++;
            SkipDigits();
        }

        if (Here() is (byte)'e' or (byte)'E')
        {
            at++;
            at += Here() is (byte)'+' or (byte)'-' ? 1 : 0;
            SkipDigits();
        }

        Add(new JsonToken(JsonValueKind.Number, start, at, count + 1));
    }

    /// <summary>At least one.</summary>
    private void SkipDigits()
    {
        var start = at;
        while (char.IsAsciiDigit((char)Here()))
        {
            at++;
        }

        if (at == start)
        {
            throw Malformed();
        }
    }

    private void Add(JsonToken token)
    {
        if (count == mostValues)
        {
            throw Error(string.Create(CultureInfo.InvariantCulture, $"holds more than {mostValues:N0} values"));
        }

        if (count == tokens.Length)
        {
            var larger = LeanPool<JsonToken>.Rent(count * 2);
            tokens.CopyTo(larger, 0);
            LeanPool<JsonToken>.Return(tokens);
            tokens = larger;
        }

        tokens[count++] = token;
    }

    private void Expect(byte wanted)
    {
        if (Peek() != wanted)
        {
            throw Malformed();
        }

        at++;
    }

    /// <summary>The next byte that is no white space; zero, which stands nowhere in JSON, at the end.</summary>
    private byte Peek()
    {
        if (Here() <= ' ')
        {
            SkipSpace();
        }

        return Here();
    }

    private readonly byte Here() => at < json.Length ? json[at] : (byte)0;

    private void SkipSpace()
    {
        while (at < json.Length && json[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }
    }

    private readonly JsonException Malformed() => Error("is not valid JSON");

    private readonly JsonException Error(string complaint)
    {
        var before = json[..at];
        return new JsonException(complaint, null, before.Count((byte)'\n'), at - (before.LastIndexOf((byte)'\n') + 1));
    }
}
