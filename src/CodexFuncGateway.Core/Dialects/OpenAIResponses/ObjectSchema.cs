using System.Text.Json;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>
/// Writes a tool's schema with a plain object at its root. MCP servers offer tools without a schema, without a type, or as a choice of
/// objects, and xAI refuses the request for one of them ("tool parameter root must be an object type", seen 2026-08).
/// </summary>
internal static class ObjectSchema
{
    private static readonly string[] Unions = ["anyOf", "oneOf", "allOf"];

    public static void Write(Utf8JsonWriter json, JsonElement? schema)
    {
        if (schema is { } plain && IsPlainObject(plain))
        {
            json.WriteCopy(plain);
            return;
        }

        json.WriteStartObject();
        json.WriteString("type"u8, "object"u8);
        WriteProperties(json, schema);
        if (schema is { } given)
        {
            WriteRequired(json, given);
            foreach (var keyword in given.EnumerateObject().Where(keyword => !IsRewritten(keyword)))
            {
                keyword.WriteTo(json);
            }
        }

        json.WriteEndObject();
    }

    private static bool IsPlainObject(JsonElement schema) =>
        schema.TryGetProperty("type"u8, out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("object"u8)
        && schema.TryGetProperty("properties"u8, out _)
        && !Unions.Any(union => schema.TryGetProperty(union, out _));

    private static bool IsRewritten(JsonProperty keyword) => keyword.Name is "type" or "properties" or "required" || Unions.Contains(keyword.Name);

    /// <summary>The properties of the root and of all its branches; the first of a name counts.</summary>
    private static void WriteProperties(Utf8JsonWriter json, JsonElement? schema)
    {
        var seen = new HashSet<string>();
        json.WriteStartObject("properties"u8);
        foreach (var property in schema is { } given ? Branches(given).Prepend(given).SelectMany(Properties) : [])
        {
            if (seen.Add(property.Name))
            {
                property.WriteTo(json);
            }
        }

        json.WriteEndObject();
    }

    /// <summary>What the root demands, and what every branch demands or, under <c>allOf</c>, any.</summary>
    private static void WriteRequired(Utf8JsonWriter json, JsonElement schema)
    {
        var required = Required(schema).ToList();
        foreach (var union in Unions)
        {
            var branches = Branches(schema, union).Select(branch => Required(branch).ToArray()).ToArray();
            required.AddRange(branches.Length == 0 ? [] : union == "allOf" ? branches.SelectMany(names => names) : branches.Aggregate((all, next) => [.. all.Intersect(next)]));
        }

        if (required.Count > 0)
        {
            json.WriteStartArray("required"u8);
            foreach (var name in required.Distinct())
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
        }
    }

    private static IEnumerable<JsonElement> Branches(JsonElement schema) => Unions.SelectMany(union => Branches(schema, union));

    private static IEnumerable<JsonElement> Branches(JsonElement schema, string union) =>
        schema.TryGetProperty(union, out var branches) && branches.ValueKind == JsonValueKind.Array
            ? branches.EnumerateArray().Where(branch => branch.ValueKind == JsonValueKind.Object)
            : [];

    private static IEnumerable<JsonProperty> Properties(JsonElement schema) =>
        schema.TryGetProperty("properties"u8, out var properties) && properties.ValueKind == JsonValueKind.Object ? properties.EnumerateObject() : [];

    private static IEnumerable<string> Required(JsonElement schema) =>
        schema.TryGetProperty("required"u8, out var required) && required.ValueKind == JsonValueKind.Array
            ? required.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!)
            : [];
}
