using System.Text.Json;
using System.Text.Json.Nodes;

namespace CodexFuncGateway.Simulators.OpenAIResponses;

/// <summary>An item as it looks when it is announced: without its content, and in progress.</summary>
internal static class OpenedItem
{
    public static JsonObject Of(JsonElement item)
    {
        var opened = JsonObject.Create(item)!;
        foreach (var (name, empty) in Emptied())
        {
            if (opened.ContainsKey(name))
            {
                opened[name] = empty;
            }
        }

        opened.Remove("encrypted_content");
        return opened;
    }

    private static IEnumerable<(string Name, JsonNode Empty)> Emptied() =>
        [("status", "in_progress"), ("summary", new JsonArray()), ("content", new JsonArray()), ("arguments", ""), ("input", "")];
}
