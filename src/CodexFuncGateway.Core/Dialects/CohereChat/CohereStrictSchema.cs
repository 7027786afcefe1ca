using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.CohereChat;

/// <summary>
/// Narrows a schema to the subset that answers and strict tools can be held to. A limit that cannot be enforced is told in the description
/// instead; a schema that makes a choice, or has an object of which nothing is required, is not in the subset at all.
/// Subset: https://docs.cohere.com/docs/structured-outputs (seen 2026-08).
/// </summary>
internal static class CohereStrictSchema
{
    private const int Deepest = 32;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema in the subset; null where it is not in it.</summary>
    public static JsonView? Map(JsonElement schema)
    {
        if (Type(schema) != "object" || !IsInSubset(schema, depth: 0))
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            WriteSchema(writer, schema);
        }

        return JsonView.Parse(buffer.WrittenMemory);
    }

    private static bool IsInSubset(JsonElement schema, int depth) =>
        depth < Deepest
        && (Type(schema) ?? (Has(schema, "enum") || Has(schema, "const") ? "" : null)) is { } type
        && !schema.EnumerateObject().Any(keyword => keyword.Name is "anyOf" or "oneOf" or "allOf" or "not" or "$ref" or "if")
        && (type != "object" || IsObjectInSubset(schema, depth))
        && (type != "array" || (schema.TryGetProperty("items", out var items) && IsInSubset(items, depth + 1)));

    private static bool IsObjectInSubset(JsonElement schema, int depth) =>
        schema.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.Array && required.GetArrayLength() > 0
        && schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
        && properties.EnumerateObject().All(property => IsInSubset(property.Value, depth + 1));

    private static void WriteSchema(Utf8JsonWriter writer, JsonElement schema)
    {
        writer.WriteStartObject();
        var told = new List<string>();
        foreach (var keyword in schema.EnumerateObject())
        {
            WriteKeyword(writer, keyword, told);
        }

        WriteDescription(writer, schema, told);
        writer.WriteEndObject();
    }

    private static void WriteKeyword(Utf8JsonWriter writer, JsonProperty keyword, List<string> told)
    {
        switch (keyword.Name)
        {
            case "type" or "required" or "enum" or "const" or "title":
                keyword.WriteTo(writer);
                break;
            case "properties" when keyword.Value.ValueKind == JsonValueKind.Object:
                WriteProperties(writer, keyword.Value);
                break;
            case "items" when keyword.Value.ValueKind == JsonValueKind.Object:
                writer.WritePropertyName("items"u8);
                WriteSchema(writer, keyword.Value);
                break;
            case "format" when keyword.Value.ValueKind == JsonValueKind.String && keyword.Value.GetString() is "date-time" or "uuid" or "date" or "time":
                keyword.WriteTo(writer);
                break;
            case "description" or "additionalProperties" or "default" or "examples" or "$schema" or "$id" or "$comment" or "$defs" or "definitions":
                break;
            default:
                told.Add($"{keyword.Name}: {keyword.Value.GetRawText()}");
                break;
        }
    }

    private static void WriteProperties(Utf8JsonWriter writer, JsonElement properties)
    {
        writer.WriteStartObject("properties"u8);
        foreach (var property in properties.EnumerateObject())
        {
            writer.WritePropertyName(property.Name);
            WriteSchema(writer, property.Value);
        }

        writer.WriteEndObject();
    }

    private static void WriteDescription(Utf8JsonWriter writer, JsonElement schema, List<string> told)
    {
        var text = schema.TryGetProperty("description", out var description) && description.ValueKind == JsonValueKind.String ? description.GetString() : "";
        var limits = told.Count > 0 ? $"({string.Join(", ", told)})" : "";
        if ($"{text} {limits}".Trim() is { Length: > 0 } whole)
        {
            writer.WriteString("description"u8, whole);
        }
    }

    /// <summary>The one type of a schema; null where there is none, or a choice.</summary>
    private static string? Type(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;

    private static bool Has(JsonElement schema, string name) => schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out _);
}
