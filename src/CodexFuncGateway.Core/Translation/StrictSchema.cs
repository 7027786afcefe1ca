using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Translation;

/// <summary>
/// Narrows a schema to the subset that an answer or a strict tool can be held to, at Anthropic and at Bedrock. Objects are closed; a limit
/// that cannot be enforced is told in the description instead. Subset: https://docs.anthropic.com/en/docs/build-with-claude/structured-outputs
/// (seen 2026-08); Bedrock enforces lengths of strings too, and the rest alike.
/// </summary>
internal static class StrictSchema
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonView Map(JsonElement schema)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            WriteSchema(writer, schema);
        }

        return JsonView.Parse(buffer.WrittenMemory);
    }

    private static void WriteSchema(Utf8JsonWriter writer, JsonElement schema)
    {
        writer.WriteStartObject();
        if (schema.ValueKind == JsonValueKind.Object)
        {
            var told = new List<string>();
            foreach (var keyword in schema.EnumerateObject())
            {
                WriteKeyword(writer, keyword, told);
            }

            WriteDescription(writer, schema, told);
            if (IsObject(schema))
            {
                writer.WriteBoolean("additionalProperties"u8, false);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteKeyword(Utf8JsonWriter writer, JsonProperty keyword, List<string> told)
    {
        switch (keyword.Name)
        {
            case "type" or "required" or "enum" or "const" or "$ref" or "title" or "default":
                keyword.WriteTo(writer);
                break;
            case "properties" or "$defs" or "definitions" when keyword.Value.ValueKind == JsonValueKind.Object:
                WriteNamedSchemas(writer, keyword);
                break;
            case "items" when keyword.Value.ValueKind == JsonValueKind.Object:
                writer.WritePropertyName(keyword.Name);
                WriteSchema(writer, keyword.Value);
                break;
            case "anyOf" or "oneOf" or "allOf" when keyword.Value.ValueKind == JsonValueKind.Array:
                WriteBranches(writer, keyword);
                break;
            case "minItems" when keyword.Value.ValueKind == JsonValueKind.Number && keyword.Value.GetDouble() is 0 or 1:
                keyword.WriteTo(writer);
                break;
            case "format" when IsKnownFormat(keyword.Value):
                keyword.WriteTo(writer);
                break;
            case "description" or "additionalProperties" or "$schema" or "$id" or "$comment" or "examples":
                break;
            default:
                told.Add($"{keyword.Name}: {keyword.Value.GetRawText()}");
                break;
        }
    }

    private static void WriteNamedSchemas(Utf8JsonWriter writer, JsonProperty keyword)
    {
        writer.WriteStartObject(keyword.Name);
        foreach (var named in keyword.Value.EnumerateObject())
        {
            writer.WritePropertyName(named.Name);
            WriteSchema(writer, named.Value);
        }

        writer.WriteEndObject();
    }

    private static void WriteBranches(Utf8JsonWriter writer, JsonProperty keyword)
    {
        writer.WriteStartArray(keyword.Name == "oneOf" ? "anyOf" : keyword.Name);
        foreach (var branch in keyword.Value.EnumerateArray())
        {
            WriteSchema(writer, branch);
        }

        writer.WriteEndArray();
    }

    private static void WriteDescription(Utf8JsonWriter writer, JsonElement schema, List<string> told)
    {
        var hasText = schema.TryGetProperty("description", out var description) && description.ValueKind == JsonValueKind.String;
        var text = hasText ? description.GetString() : "";
        var limits = told.Count > 0 ? $"({string.Join(", ", told)})" : "";
        if ($"{text} {limits}".Trim() is { Length: > 0 } whole)
        {
            writer.WriteString("description"u8, whole);
        }
    }

    private static bool IsObject(JsonElement schema) =>
        schema.TryGetProperty("properties", out _)
        || (schema.TryGetProperty("type", out var type) && type.ValueKind switch
        {
            JsonValueKind.String => type.ValueEquals("object"u8),
            JsonValueKind.Array => type.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.String && item.ValueEquals("object"u8)),
            _ => false,
        });

    private static bool IsKnownFormat(JsonElement format) =>
        format.ValueKind == JsonValueKind.String
        && format.GetString() is "date-time" or "time" or "date" or "duration" or "email" or "hostname" or "uri" or "ipv4" or "ipv6" or "uuid";
}
