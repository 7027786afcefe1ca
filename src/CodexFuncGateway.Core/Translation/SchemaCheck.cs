using System.Text.Json;

namespace CodexFuncGateway.Translation;

/// <summary>
/// Checks a value against a JSON schema, by the keywords that structured answers are written with: those that OpenAI enforces, less patterns and formats,
/// which would let a request decide how long a check takes. Unknown keywords ask for nothing.
/// </summary>
internal sealed class SchemaCheck(JsonElement root)
{
    /// <summary>References may lead round in a circle without ever consuming anything.</summary>
    private const int MostLevels = 128;

    /// <summary>Nor may branches of branches make a check longer than any honest answer does.</summary>
    private const int MostSteps = 1_000_000;

    private int steps;

    public bool Matches(JsonElement value) => Matches(value, root, 0);

    private bool Matches(JsonElement value, JsonElement schema, int level) => schema.ValueKind switch
    {
        _ when level > MostLevels || ++steps > MostSteps => false,
        JsonValueKind.False => false,
        JsonValueKind.Object => schema.EnumerateObject().All(keyword => Allows(keyword, value, schema, level + 1)),
        _ => true,
    };

    private bool Allows(JsonProperty keyword, JsonElement value, JsonElement schema, int level) => (keyword.Name, value.ValueKind) switch
    {
        ("$ref", _) => keyword.Value.ValueKind == JsonValueKind.String && Find(keyword.Value.GetString()!) is { } target && Matches(value, target, level),
        ("type", _) => Each(keyword.Value).Any(type => SchemaType.Is(value, type)),
        ("enum", _) => Each(keyword.Value).Any(one => JsonElement.DeepEquals(one, value)),
        ("const", _) => JsonElement.DeepEquals(keyword.Value, value),
        ("anyOf", _) => Each(keyword.Value).Any(branch => Matches(value, branch, level)),
        ("oneOf", _) => Each(keyword.Value).Count(branch => Matches(value, branch, level)) == 1,
        ("allOf", _) => Each(keyword.Value).All(branch => Matches(value, branch, level)),
        ("required", JsonValueKind.Object) => Each(keyword.Value).All(name => name.ValueKind == JsonValueKind.String && value.TryGetProperty(name.GetString()!, out _)),
        ("properties", JsonValueKind.Object) => value.EnumerateObject().All(member => Named(keyword.Value, member.Name) is not { } its || Matches(member.Value, its, level)),
        ("additionalProperties", JsonValueKind.Object) => value.EnumerateObject().All(member => IsNamed(member.Name, schema) || Matches(member.Value, keyword.Value, level)),
        ("items", JsonValueKind.Array) => value.EnumerateArray().All(item => Matches(item, keyword.Value, level)),
        ("minItems", JsonValueKind.Array) => !(value.GetArrayLength() < Limit(keyword.Value)),
        ("maxItems", JsonValueKind.Array) => !(value.GetArrayLength() > Limit(keyword.Value)),
        ("minimum", JsonValueKind.Number) => !(value.GetDouble() < Limit(keyword.Value)),
        ("maximum", JsonValueKind.Number) => !(value.GetDouble() > Limit(keyword.Value)),
        _ => true,
    };

    private static bool IsNamed(string name, JsonElement schema) => Named(schema, "properties") is { } properties && Named(properties, name) is not null;

    private static JsonElement? Named(JsonElement place, string name) => place.ValueKind == JsonValueKind.Object && place.TryGetProperty(name, out var found) ? found : null;

    private static IEnumerable<JsonElement> Each(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];

    /// <summary>What is no number limits nothing.</summary>
    private static double Limit(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN;

    /// <summary>A reference inside the schema, such as <c>#/$defs/node</c>.</summary>
    private JsonElement? Find(string reference)
    {
        JsonElement? found = reference.StartsWith('#') ? root : null;
        foreach (var name in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Unescape))
        {
            found = found is { } place ? Named(place, name) : null;
        }

        return found;
    }

    private static string Unescape(string name) => Uri.UnescapeDataString(name).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
