using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodexFuncGateway.ResponsesApi;

/// <summary>
/// A text of the request. It is decoded when someone first reads it, which for a relayed request nobody does, and copied as it stands where it only
/// has to be written again: a conversation is mostly texts that pass through.
/// </summary>
[JsonConverter(typeof(JsonTextConverter))]
public sealed class JsonText : IEquatable<JsonText>
{
    private const int QuotationMarks = 2;

    private readonly JsonView json;
    private string? text;

    public JsonText(string text) => this.text = text;

    /// <param name="json">A string that can be decoded.</param>
    internal JsonText(JsonView json) => this.json = json;

    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator string?(JsonText? text) => text?.ToString();

    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator JsonText?(string? text) => text is null ? null : new JsonText(text);

    /// <summary>All that are not blank; null where none is left.</summary>
    public static JsonText? Join(string separator, IEnumerable<JsonText?> texts) => texts.Where(text => text is { IsBlank: false }).ToArray() switch
    {
        [] => null,
        [var only] => only,
        var several when several.All(text => text!.IsInPlace) => Concatenate(separator, several),
        var several => string.Join(separator, several.AsEnumerable()),
    };

    /// <summary>Texts that are written one after the other read like that too.</summary>
    private static JsonText Concatenate(string separator, JsonText?[] texts)
    {
        var joined = new ArrayBufferWriter<byte>();
        var between = JsonEncodedText.Encode(separator);
        joined.Write("\""u8);
        for (var index = 0; index < texts.Length; index++)
        {
            joined.Write(index == 0 ? [] : between.EncodedUtf8Bytes);
            joined.Write(texts[index]!.json.RawSpan[1..^1]);
        }

        joined.Write("\""u8);
        return new JsonText(JsonView.Parse(joined.WrittenMemory));
    }

    public bool IsEmpty => IsInPlace ? json.RawSpan.Length == QuotationMarks : text!.Length == 0;

    /// <summary>Whether nothing but white space stands there; what begins with a letter needs no decoding to be sure.</summary>
    public bool IsBlank => !BeginsWithLetter && string.IsNullOrWhiteSpace(ToString());

    private bool IsInPlace => json.ValueKind == JsonValueKind.String;

    private bool BeginsWithLetter => IsInPlace && json.RawSpan.Length > QuotationMarks && char.IsAsciiLetterOrDigit((char)json.RawSpan[1]);

    public override string ToString() => text ??= json.GetString();

    public bool Equals(JsonText? other) => other is not null && ToString() == other.ToString();

    public override bool Equals(object? obj) => Equals(obj as JsonText);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public void WriteTo(Utf8JsonWriter writer)
    {
        if (IsInPlace)
        {
            writer.WriteRawValue(json.RawSpan, skipInputValidation: true);
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }
}
