using System.Text.Json;

namespace CodexFuncGateway.Translation;

/// <summary>The types of JSON Schema.</summary>
internal static class SchemaType
{
    public static bool Is(JsonElement value, JsonElement type) => type.ValueKind == JsonValueKind.String && type.GetString() switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && double.IsInteger(value.GetDouble()),
        _ => false,
    };
}
