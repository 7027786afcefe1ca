using System.Text.Json;
using System.Text.Json.Nodes;

namespace CodexFuncGateway.Fuzz.Mutation;

/// <summary>Finds and exchanges the values of a JSON document.</summary>
internal static class JsonTree
{
    /// <summary>All values, the root first.</summary>
    public static IEnumerable<JsonNode?> Values(JsonNode? root) => root switch
    {
        JsonObject members => members.SelectMany(member => Values(member.Value)).Prepend(root),
        JsonArray elements => elements.SelectMany(Values).Prepend(root),
        _ => [root],
    };

    /// <summary>Null where it is no text, or one with half of a surrogate pair, which nothing can hold.</summary>
    public static string? Text(JsonNode? value)
    {
        try
        {
            return value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Puts another value where this one stands; the root stays.</summary>
    public static void Replace(JsonNode place, JsonNode? value)
    {
        switch (place.Parent)
        {
            case JsonObject members:
                members[place.GetPropertyName()] = value;
                break;
            case JsonArray elements:
                elements[place.GetElementIndex()] = value;
                break;
        }
    }
}
