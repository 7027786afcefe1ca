using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodexFuncGateway.ResponsesApi;

/// <summary>A value in a request, left in its place and decoded only when someone asks for it. The default stands for no value.</summary>
[JsonConverter(typeof(JsonViewConverter))]
public readonly struct JsonView
{
    private const int QuotationMarks = 2;

    private readonly JsonIndex? index;
    private readonly int place;

    internal JsonView(JsonIndex index, int place) => (this.index, this.place) = (index, place);

    public JsonValueKind ValueKind => index is null ? JsonValueKind.Undefined : index[place].Kind;

    /// <summary>The bytes as they stand in the text; a string with its quotation marks.</summary>
    public ReadOnlyMemory<byte> Raw => index?.Text(place) ?? default;

    public ReadOnlySpan<byte> RawSpan => Raw.Span;

    /// <summary><see cref="Raw"/> as a string.</summary>
    public string GetRawText() => Encoding.UTF8.GetString(RawSpan);

    /// <summary>The way to it from the text's root, for complaints.</summary>
    internal string Path => JsonPath.To(index!, place);

    /// <summary>Whether it is a string that reads differently from how it is written.</summary>
    public bool HasEscapes => index is not null && index[place].HasEscapes;

    /// <summary>Whether both are the same place of the same text.</summary>
    internal bool IsAt(JsonView other) => ReferenceEquals(index, other.index) && place == other.place;

    /// <summary>A text of one's own. For tests and constants: its memory is never given back.</summary>
    public static JsonView Parse(string json) => Parse(Encoding.UTF8.GetBytes(json));

    /// <inheritdoc cref="Parse(string)"/>
    public static JsonView Parse(ReadOnlyMemory<byte> json) => JsonIndex.Parse(json).Root;

    /// <summary>Finds an object's member; the last one of that name, as everywhere.</summary>
    /// <exception cref="InvalidOperationException">It is not an object.</exception>
    public bool TryGetProperty(string name, out JsonView value)
    {
        value = default;
        var end = index![Container(JsonValueKind.Object)].Next;
        for (var member = place + 1; member < end; member = index[member + 1].Next)
        {
            // Its length rules out nearly every name without a look at it.
            ref readonly var token = ref index[member];
            if ((token.HasEscapes || token.End - token.Start == name.Length + QuotationMarks) && new JsonView(index, member).ValueEquals(name))
            {
                value = new JsonView(index, member + 1);
            }
        }

        return value.index is not null;
    }

    /// <summary>An object's members, in their order.</summary>
    /// <exception cref="InvalidOperationException">It is not an object.</exception>
    public JsonMembers EnumerateObject() => new(index!, Container(JsonValueKind.Object));

    /// <summary>An array's elements, in their order.</summary>
    /// <exception cref="InvalidOperationException">It is not an array.</exception>
    public JsonElements EnumerateArray() => new(index!, Container(JsonValueKind.Array));

    public int GetArrayLength()
    {
        var length = 0;
        foreach (var _ in EnumerateArray())
        {
            length++;
        }

        return length;
    }

    /// <exception cref="InvalidOperationException">It is not a string, or holds half of a surrogate pair.</exception>
    public string GetString()
    {
        if (ValueKind != JsonValueKind.String)
        {
            throw new InvalidOperationException($"A {ValueKind} is not a string.");
        }

        var raw = RawSpan;
        return HasEscapes ? Decode(raw) : Encoding.UTF8.GetString(raw[1..^1]);
    }

    /// <summary>Whether it is this string.</summary>
    /// <param name="text">In ASCII.</param>
    public bool ValueEquals(string text) =>
        ValueKind == JsonValueKind.String && (HasEscapes ? DecodesTo(text) : Ascii.Equals(RawSpan[1..^1], text));

    /// <summary>Whether it is a whole number that fits.</summary>
    public bool TryGetInt32(out int value) => int.TryParse(RawSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    /// <exception cref="FormatException">It is not a number.</exception>
    public double GetDouble() => double.Parse(RawSpan, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The same value in the framework's own form, for code that works on schemas.</summary>
    public JsonElement ToElement() => JsonElement.Parse(RawSpan);

    private int Container(JsonValueKind kind) => ValueKind == kind ? place : throw new InvalidOperationException($"A {ValueKind} is not an {kind}.");

    private bool DecodesTo(string text)
    {
        try
        {
            return Decode(RawSpan) == text;
        }
        catch (InvalidOperationException)
        {
            return false; // half of a surrogate pair
        }
    }

    private static string Decode(ReadOnlySpan<byte> raw)
    {
        var reader = new Utf8JsonReader(raw);
        reader.Read();
        return reader.GetString()!;
    }
}
