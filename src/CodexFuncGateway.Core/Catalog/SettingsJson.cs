using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace CodexFuncGateway.Catalog;

/// <summary>
/// Shows a section of settings as the JSON that a data file would hold, so that whatever a file can say, settings can say too.
/// A value that is itself a JSON object or array is taken as such: <c>Providers__acme__Capabilities={"tools":false}</c>.
/// </summary>
internal static class SettingsJson
{
    public static JsonElement Read(IConfigurationSection section, params ReadOnlySpan<string> without)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var child in section.GetChildren())
            {
                if (!without.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                {
                    writer.WritePropertyName(child.Key);
                    Write(writer, child);
                }
            }

            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, IConfigurationSection section)
    {
        var children = section.GetChildren().ToList();
        if (children.Count == 0)
        {
            WriteValue(writer, section);
        }
        else if (children.TrueForAll(child => int.TryParse(child.Key, out _)))
        {
            writer.WriteStartArray();
            children.ForEach(child => Write(writer, child));
            writer.WriteEndArray();
        }
        else
        {
            writer.WriteStartObject();
            children.ForEach(child =>
            {
                writer.WritePropertyName(child.Key);
                Write(writer, child);
            });
            writer.WriteEndObject();
        }
    }

    // Settings know only text: truth values are told by their spelling, numbers are read from text where a number is due.
    private static void WriteValue(Utf8JsonWriter writer, IConfigurationSection section)
    {
        var value = section.Value;
        if (bool.TryParse(value, out var truth))
        {
            writer.WriteBooleanValue(truth);
        }
        else if (value is ['{' or '[', ..])
        {
            CatalogJson.Parse(Encoding.UTF8.GetBytes(value), section.Path).WriteTo(writer);
        }
        else
        {
            writer.WriteStringValue(value);
        }
    }
}
