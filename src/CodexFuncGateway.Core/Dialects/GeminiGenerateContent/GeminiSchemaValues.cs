using System.Text.Json;

namespace CodexFuncGateway.Dialects.GeminiGenerateContent;

/// <summary>Writes which values a schema allows. An enumeration may hold strings and numbers here; <c>null</c> is a matter of the type.</summary>
internal static class GeminiSchemaValues
{
    public static bool IsEnumerable(JsonElement value) => value.ValueKind is JsonValueKind.String or JsonValueKind.Number;

    /// <summary>OpenAPI's way to say what JSON Schema says with a list of types.</summary>
    public static bool IsNullable(JsonElement schema) => schema.TryGetProperty("nullable", out var nullable) && nullable.ValueKind == JsonValueKind.True;

    public static void WriteNullableType(Utf8JsonWriter writer, JsonElement type)
    {
        writer.WriteStartArray("type"u8);
        type.WriteTo(writer);
        writer.WriteStringValue("null"u8);
        writer.WriteEndArray();
    }

    public static void WriteEnum(Utf8JsonWriter writer, IEnumerable<JsonElement> values)
    {
        var allowed = values.Where(IsEnumerable).ToArray();
        if (allowed.Length > 0)
        {
            writer.WriteStartArray("enum"u8);
            Array.ForEach(allowed, value => value.WriteTo(writer));
            writer.WriteEndArray();
        }
    }

    public static void WriteConst(Utf8JsonWriter writer, JsonElement value, JsonElement schema)
    {
        WriteEnum(writer, [value]);
        if (!schema.TryGetProperty("type", out _))
        {
            writer.WriteString("type"u8, value.ValueKind == JsonValueKind.String ? "string"u8 : "number"u8);
        }
    }
}
