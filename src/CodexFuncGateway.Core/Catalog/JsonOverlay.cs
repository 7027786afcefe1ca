using System.Buffers;
using System.Text.Json;

namespace CodexFuncGateway.Catalog;

/// <summary>Lays one JSON object over another: its properties replace those of the same name, whatever their case.</summary>
internal static class JsonOverlay
{
    /// <summary>Shallow, except that the properties in <paramref name="deep"/> are themselves laid over each other.</summary>
    public static JsonElement Lay(JsonElement below, JsonElement above, params ReadOnlySpan<string> deep)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var property in below.EnumerateObject())
            {
                if (!TryFind(above, property.Name, out var replacement))
                {
                    property.WriteTo(writer);
                }
                else if (deep.Contains(property.Name, StringComparer.OrdinalIgnoreCase) && AreObjects(property.Value, replacement))
                {
                    writer.WritePropertyName(property.Name);
                    Lay(property.Value, replacement).WriteTo(writer);
                }
            }

            WriteAbove(writer, below, above, deep);
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    public static bool TryFind(JsonElement json, string name, out JsonElement value)
    {
        foreach (var property in json.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                value = property.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    private static void WriteAbove(Utf8JsonWriter writer, JsonElement below, JsonElement above, ReadOnlySpan<string> deep)
    {
        foreach (var property in above.EnumerateObject())
        {
            var isMerged = deep.Contains(property.Name, StringComparer.OrdinalIgnoreCase) && TryFind(below, property.Name, out var replaced) && AreObjects(replaced, property.Value);
            if (!isMerged)
            {
                property.WriteTo(writer);
            }
        }
    }

    private static bool AreObjects(JsonElement one, JsonElement other) =>
        one.ValueKind == JsonValueKind.Object && other.ValueKind == JsonValueKind.Object;
}
