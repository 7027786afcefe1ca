using System.Buffers;
using System.Text.Json;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Translation;

/// <summary>
/// Brings a tool's schema into the form that every upstream takes at its root: type <c>object</c> with properties, and none of <c>anyOf</c>,
/// <c>oneOf</c> and <c>allOf</c>, whose branches are merged. MCP servers offer tools without a schema, without a type, or as a choice of
/// objects; Anthropic and xAI refuse a whole request for one of them. Below the root anything may stand.
/// </summary>
internal static class ToolSchema
{
    private static readonly JsonView NoParameters = JsonView.Parse("""{"type":"object","properties":{}}""");
    private static readonly string[] Combinators = ["anyOf", "oneOf", "allOf"];

    public static JsonView Map(JsonView? schema)
    {
        if (schema is not { ValueKind: JsonValueKind.Object } root)
        {
            return NoParameters;
        }

        return IsPlainObject(root) ? root : Merge(root.ToElement());
    }

    private static bool IsPlainObject(JsonView schema) =>
        schema.TryGetProperty("type", out var type) && type.ValueEquals("object")
        && schema.TryGetProperty("properties", out _)
        && !Combinators.Any(name => schema.TryGetProperty(name, out _));

    private static JsonView Merge(JsonElement root)
    {
        var properties = new Dictionary<string, JsonElement>();
        var required = Collect(root, root, properties, depth: 0);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, "object"u8);
            WriteProperties(writer, properties);
            WriteRequired(writer, required);
            foreach (var keyword in root.EnumerateObject().Where(keyword => !IsMerged(keyword.Name)))
            {
                keyword.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return JsonView.Parse(buffer.WrittenMemory);
    }

    private static bool IsMerged(string keyword) => keyword is "type" or "properties" or "required" || Combinators.Contains(keyword);

    /// <summary>Gathers the properties of a schema and its branches; returns the names that every valid object has.</summary>
    private static List<string> Collect(JsonElement schema, JsonElement root, Dictionary<string, JsonElement> properties, int depth)
    {
        if (depth > 8 || Follow(schema, root) is not { ValueKind: JsonValueKind.Object } followed)
        {
            return [];
        }

        foreach (var property in Object(followed, "properties"))
        {
            properties.TryAdd(property.Name, property.Value);
        }

        var required = Array(followed, "required").Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!).ToList();
        foreach (var combinator in Combinators)
        {
            var branches = Array(followed, combinator).Where(branch => branch.ValueKind == JsonValueKind.Object).Select(branch => Collect(branch, root, properties, depth + 1)).ToList();
            if (branches.Count > 0)
            {
                required.AddRange(combinator == "allOf"
                    ? branches.SelectMany(names => names)
                    : branches.Aggregate((all, names) => [.. all.Intersect(names)]));
            }
        }

        return [.. required.Distinct()];
    }

    /// <summary>Resolves a reference such as <c>#/$defs/Circle</c>.</summary>
    private static JsonElement? Follow(JsonElement schema, JsonElement root)
    {
        if (schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("$ref", out var reference) || reference.ValueKind != JsonValueKind.String)
        {
            return schema;
        }

        var target = root;
        foreach (var step in reference.GetString()!.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (target.ValueKind != JsonValueKind.Object || !target.TryGetProperty(step, out target))
            {
                return null;
            }
        }

        return target;
    }

    private static IEnumerable<JsonProperty> Object(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : [];

    private static IEnumerable<JsonElement> Array(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];

    private static void WriteProperties(Utf8JsonWriter writer, Dictionary<string, JsonElement> properties)
    {
        writer.WriteStartObject("properties"u8);
        foreach (var (name, value) in properties)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static void WriteRequired(Utf8JsonWriter writer, List<string> required)
    {
        if (required.Count > 0)
        {
            writer.WriteStartArray("required"u8);
            required.ForEach(writer.WriteStringValue);
            writer.WriteEndArray();
        }
    }
}
