using System.Text.Json;

namespace CodexFuncGateway.Simulators.Json;

/// <summary>Lenient looks into a request's JSON: what is missing or of another kind reads as nothing.</summary>
internal static class JsonReading
{
    public static JsonElement At(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    public static bool Has(this JsonElement element, string name) => element.At(name).ValueKind is not JsonValueKind.Undefined;

    public static string? TextAt(this JsonElement element, string name) =>
        element.At(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static long? NumberAt(this JsonElement element, string name) =>
        element.At(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    public static bool IsTrueAt(this JsonElement element, string name) => element.At(name).ValueKind == JsonValueKind.True;

    public static IReadOnlyList<JsonElement> ItemsAt(this JsonElement element, string name) => element.At(name).Items();

    public static IReadOnlyList<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray()] : [];

    public static IEnumerable<string> Names(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject().Select(property => property.Name) : [];

    /// <summary>The first name that is not among <paramref name="known"/>, or null.</summary>
    public static string? FirstUnknownName(this JsonElement element, IReadOnlySet<string> known) => element.Names().FirstOrDefault(name => !known.Contains(name));

    /// <summary>Plain text of a string, or of an array of parts that carry <c>text</c>.</summary>
    public static string PlainText(this JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => content.GetString()!,
        JsonValueKind.Array => string.Concat(content.Items().Select(part => part.TextAt("text"))),
        _ => "",
    };
}
