using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Cohere;

/// <summary>The part of JSON Schema that answers and strict tools can be held to.</summary>
internal static class SchemaRules
{
    private static readonly string[] Formats = ["date-time", "uuid", "date", "time"];

    private static readonly HashSet<string> Unsupported =
    [
        "anyOf", "allOf", "oneOf", "not", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "minLength", "maxLength",
        "uniqueItems", "additionalProperties",
    ];

    public static string? FindProblem(JsonElement schema) =>
        schema.TextAt("type") == "object" ? FindWrongSchema(schema) : "the root of the schema must be of type 'object'";

    private static string? FindWrongSchema(JsonElement schema)
    {
        if (schema.Names().FirstOrDefault(Unsupported.Contains) is { } keyword)
        {
            return $"the keyword '{keyword}' is not supported";
        }

        if (schema.TextAt("format") is { } format && !Formats.Contains(format))
        {
            return $"the format '{format}' is not supported";
        }

        if (schema.TextAt("type") == "object" && schema.ItemsAt("required").Count == 0)
        {
            return "an object must have at least one required field";
        }

        var inner = schema.At("properties").Names().Select(name => schema.At("properties").At(name)).Append(schema.At("items"));
        return inner.Where(schema => schema.ValueKind == JsonValueKind.Object).Select(FindWrongSchema).FirstOrDefault(problem => problem is not null);
    }
}
