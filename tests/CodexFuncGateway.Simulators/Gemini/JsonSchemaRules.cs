using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Gemini;

/// <summary>
/// The JSON Schema that Google documents as supported. Of other keywords it says that they are not; some it was seen to refuse
/// (<c>exclusiveMinimum</c>, 2026-08) and some to pass over, so that here none may come.
/// </summary>
internal static class JsonSchemaRules
{
    private static readonly HashSet<string> Known =
    [
        "$id", "$defs", "$ref", "$anchor", "type", "format", "title", "description", "enum", "items", "prefixItems", "minItems", "maxItems",
        "minimum", "maximum", "anyOf", "oneOf", "properties", "additionalProperties", "required", "propertyOrdering",
    ];

    public static string? FindProblem(JsonElement schema, string path) => schema.ValueKind switch
    {
        JsonValueKind.Undefined => null,
        JsonValueKind.Object => FindProblem(schema, schema, path),
        _ => $"{path}: a schema must be an object",
    };

    private static string? FindProblem(JsonElement schema, JsonElement root, string path)
    {
        if (schema.FirstUnknownName(Known) is { } unknown)
        {
            return $"{path}: the keyword '{unknown}' is not supported";
        }

        if (schema.TextAt("$ref") is { } reference)
        {
            return schema.Names().Any(name => !name.StartsWith('$')) ? $"{path}: if $ref is set, no other properties may be set"
                : Resolves(reference, root) ? null
                : $"{path}: reference to undefined schema at {reference}";
        }

        if (schema.ItemsAt("enum").Any(value => value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number)))
        {
            return $"{path}.enum: only strings and numbers are allowed";
        }

        return Inner(schema, path).Select(inner => FindProblem(inner.Schema, root, inner.Path)).FirstOrDefault(problem => problem is not null);
    }

    private static IEnumerable<(JsonElement Schema, string Path)> Inner(JsonElement schema, string path) =>
    [
        .. Named(schema.At("properties")).Concat(Named(schema.At("$defs"))).Select(named => (named.Value, $"{path}.{named.Name}")),
        .. new[] { "anyOf", "oneOf", "prefixItems" }.SelectMany(list => schema.ItemsAt(list).Select((inner, index) => (inner, $"{path}.{list}[{index}]"))),
        .. new[] { "items", "additionalProperties" }.Where(name => schema.At(name).ValueKind == JsonValueKind.Object).Select(name => (schema.At(name), $"{path}.{name}")),
    ];

    private static IEnumerable<JsonProperty> Named(JsonElement schemas) => schemas.ValueKind == JsonValueKind.Object ? schemas.EnumerateObject() : [];

    private static bool Resolves(string reference, JsonElement root) =>
        reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(root, (at, step) => at.At(step)).ValueKind == JsonValueKind.Object;
}
