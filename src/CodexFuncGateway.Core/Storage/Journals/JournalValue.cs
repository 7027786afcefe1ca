using System.Globalization;
using System.Text.Json;

namespace CodexFuncGateway.Storage.Journals;

/// <summary>
/// A property's value in the journal. Strings, booleans and Int32 are JSON's own; the other types say which they are:
/// <c>{"long":"5"}</c>, <c>{"double":"NaN"}</c>, <c>{"time":"…"}</c>, <c>{"guid":"…"}</c>, <c>{"binary":"base64"}</c>.
/// </summary>
internal static class JournalValue
{
    public static void Write(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            default:
                WriteNamed(writer, value);
                break;
        }
    }

    public static object Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => json.GetInt32(),
        _ => ReadNamed(json.EnumerateObject().Single()),
    };

    private static void WriteNamed(Utf8JsonWriter writer, object value)
    {
        var (type, text) = value switch
        {
            long number => ("long", number.ToString(CultureInfo.InvariantCulture)),
            double number => ("double", number.ToString("R", CultureInfo.InvariantCulture)),
            DateTimeOffset time => ("time", time.ToString("O", CultureInfo.InvariantCulture)),
            Guid guid => ("guid", guid.ToString("D")),
            byte[] binary => ("binary", Convert.ToBase64String(binary)),
            _ => throw new NotSupportedException($"The journal has no form for {value.GetType().Name}."),
        };
        writer.WriteStartObject();
        writer.WriteString(type, text);
        writer.WriteEndObject();
    }

    private static object ReadNamed(JsonProperty json)
    {
        var text = json.Value.GetString()!;
        return json.Name switch
        {
            "long" => long.Parse(text, CultureInfo.InvariantCulture),
            "double" => double.Parse(text, CultureInfo.InvariantCulture),
            "time" => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture),
            "guid" => Guid.ParseExact(text, "D"),
            "binary" => Convert.FromBase64String(text),
            _ => throw new JsonException($"The journal knows no type {json.Name}."),
        };
    }
}
