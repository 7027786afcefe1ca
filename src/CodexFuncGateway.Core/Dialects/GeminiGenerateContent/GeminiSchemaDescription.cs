using System.Text.Json;

namespace CodexFuncGateway.Dialects.GeminiGenerateContent;

/// <summary>Tells in words what a schema demands and no keyword here can say. Notes for other readers, such as titles and examples, are left out.</summary>
internal static class GeminiSchemaDescription
{
    private static readonly HashSet<string> Told =
    [
        "format", "pattern", "minLength", "maxLength", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "uniqueItems", "contains", "minProperties",
        "maxProperties", "patternProperties", "propertyNames", "dependentRequired", "not", "allOf", "if", "then", "else", "default", "const",
    ];

    /// <summary>Null where there is nothing to say.</summary>
    public static string? Of(JsonElement schema)
    {
        var description = schema.TryGetProperty("description", out var given) && given.ValueKind == JsonValueKind.String ? given.GetString() : "";
        var told = schema.EnumerateObject().Where(keyword => Told.Contains(keyword.Name) && !IsSaid(keyword)).Select(keyword => $"{keyword.Name}: {keyword.Value.GetRawText()}").ToArray();
        var limits = told.Length > 0 ? $"({string.Join(", ", told)})" : "";
        return $"{description} {limits}".Trim() is { Length: > 0 } whole ? whole : null;
    }

    /// <summary>Whether it goes into the schema in another form.</summary>
    private static bool IsSaid(JsonProperty keyword) => keyword switch
    {
        { Name: "const" } => GeminiSchemaValues.IsEnumerable(keyword.Value),
        { Name: "allOf", Value.ValueKind: JsonValueKind.Array } => keyword.Value.GetArrayLength() == 1,
        _ => false,
    };
}
