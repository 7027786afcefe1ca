using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.GeminiGenerateContent;

/// <summary>
/// Narrows a schema to the keywords that the upstream documents for <c>parametersJsonSchema</c> and <c>responseJsonSchema</c>. What limits a
/// value without being among them is told in the description instead. A reference may have no neighbours, so it is wrapped where it has some.
/// Keywords: https://ai.google.dev/api/generate-content (seen 2026-11).
/// </summary>
internal static class GeminiJsonSchema
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static RawJson Map(JsonElement schema)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            WriteSchema(writer, schema);
        }

        return new RawJson(buffer.WrittenMemory);
    }

    /// <summary><c>true</c> and <c>false</c> are schemas too; here, both allow anything.</summary>
    private static void WriteSchema(Utf8JsonWriter writer, JsonElement schema)
    {
        writer.WriteStartObject();
        if (schema.ValueKind == JsonValueKind.Object)
        {
            foreach (var keyword in schema.EnumerateObject())
            {
                WriteKeyword(writer, keyword, schema);
            }

            if (GeminiSchemaDescription.Of(schema) is { } description)
            {
                writer.WriteString("description"u8, description);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteKeyword(Utf8JsonWriter writer, JsonProperty keyword, JsonElement schema)
    {
        var (name, value) = (keyword.Name, keyword.Value);
        switch (name, value.ValueKind)
        {
            case ("type", JsonValueKind.String) when GeminiSchemaValues.IsNullable(schema):
                GeminiSchemaValues.WriteNullableType(writer, value);
                break;
            case ("type" or "required" or "minItems" or "maxItems" or "minimum" or "maximum" or "propertyOrdering", _)
                or ("additionalProperties", JsonValueKind.True or JsonValueKind.False):
                keyword.WriteTo(writer);
                break;
            case ("enum", JsonValueKind.Array):
                GeminiSchemaValues.WriteEnum(writer, value.EnumerateArray());
                break;
            case ("const", _) when GeminiSchemaValues.IsEnumerable(value):
                GeminiSchemaValues.WriteConst(writer, value, schema);
                break;
            case ("properties" or "$defs" or "definitions", JsonValueKind.Object):
                WriteNamedSchemas(writer, name == "definitions" ? "$defs" : name, value);
                break;
            case ("items" or "additionalProperties", JsonValueKind.Object):
                writer.WritePropertyName(name);
                WriteSchema(writer, value);
                break;
            case ("anyOf" or "oneOf" or "prefixItems", JsonValueKind.Array):
                WriteSchemas(writer, name, value);
                break;
            case ("items", JsonValueKind.Array): // the tuples of older drafts
                WriteSchemas(writer, "prefixItems", value);
                break;
            case ("allOf", JsonValueKind.Array) when value.GetArrayLength() == 1 && !schema.TryGetProperty("anyOf", out _):
                WriteSchemas(writer, "anyOf", value);
                break;
            case ("$ref", JsonValueKind.String):
                WriteReference(writer, value.GetString()!, schema);
                break;
        }
    }

    private static void WriteNamedSchemas(Utf8JsonWriter writer, string name, JsonElement schemas)
    {
        writer.WriteStartObject(name);
        foreach (var named in schemas.EnumerateObject())
        {
            writer.WritePropertyName(named.Name);
            WriteSchema(writer, named.Value);
        }

        writer.WriteEndObject();
    }

    private static void WriteSchemas(Utf8JsonWriter writer, string name, JsonElement schemas)
    {
        writer.WriteStartArray(name);
        foreach (var schema in schemas.EnumerateArray())
        {
            WriteSchema(writer, schema);
        }

        writer.WriteEndArray();
    }

    private static void WriteReference(Utf8JsonWriter writer, string reference, JsonElement schema)
    {
        var target = reference.Replace("#/definitions/", "#/$defs/", StringComparison.Ordinal);
        if (schema.EnumerateObject().All(neighbour => neighbour.Name.StartsWith('$')))
        {
            writer.WriteString("$ref"u8, target);
        }
        else if (!schema.TryGetProperty("anyOf", out _) && !schema.TryGetProperty("allOf", out _))
        {
            writer.WriteStartArray("anyOf"u8);
            writer.WriteStartObject();
            writer.WriteString("$ref"u8, target);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }
    }
}
