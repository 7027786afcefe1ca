using System.Text.Json;

namespace CodexFuncGateway.Translation;

/// <summary>Looks into JSON that is not worth a reply: what is missing, or of another kind than it should be, reads as nothing.</summary>
internal static class LenientJson
{
    public static JsonElement Member(this JsonElement json, string name)
    {
        try
        {
            return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;
        }
        catch (InvalidOperationException)
        {
            return default; // half a character in a name
        }
    }

    public static string? Text(this JsonElement json, string name) => json.Member(name).Text();

    public static string? Text(this JsonElement json)
    {
        try
        {
            return json.ValueKind == JsonValueKind.String ? json.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half a character in it
        }
    }

    public static int? Number(this JsonElement json, string name) => json.Member(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : null;

    public static IEnumerable<JsonElement> Items(this JsonElement list) => list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    /// <summary>What a search was for, of a call's arguments.</summary>
    public static string? Query(string? arguments)
    {
        try
        {
            return arguments is null ? null : JsonElement.Parse(arguments).Text("query");
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
