using System.Text.Json;

namespace CodexFuncGateway.Keys;

/// <summary>One thing that an administrator may set of a key, under the name that requests, answers, the store and the audit log share.</summary>
/// <param name="Set">Reads a value; <c>null</c> takes away what was set.</param>
/// <param name="Write">Writes the value.</param>
internal sealed record KeyField(string Name, Func<VirtualKey, JsonElement, VirtualKey> Set, Action<Utf8JsonWriter, VirtualKey> Write)
{
    public static KeyField Text(string name, Func<VirtualKey, string?> get, Func<VirtualKey, string?, VirtualKey> set) =>
        new(name, (key, json) => set(key, KeyFieldReader.Text(name, json)), (json, key) => json.WriteStringValue(get(key)));

    public static KeyField Number(string name, Func<VirtualKey, long?> get, Func<VirtualKey, long?, VirtualKey> set) =>
        new(name, (key, json) => set(key, KeyFieldReader.Number(name, json)), (json, key) => WriteNumber(json, get(key)));

    public static KeyField Texts(string name, Func<VirtualKey, IReadOnlyList<string>?> get, Func<VirtualKey, IReadOnlyList<string>?, VirtualKey> set) =>
        new(name, (key, json) => set(key, KeyFieldReader.Texts(name, json)), (json, key) => WriteTexts(json, get(key)));

    private static void WriteNumber(Utf8JsonWriter json, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, IReadOnlyList<string>? values)
    {
        if (values is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartArray();
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
