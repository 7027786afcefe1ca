using System.Text.Json;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.ChatApi;

/// <summary>Writes the wish for a search of the web, which is a setting of a chat request and a tool of a Responses request.</summary>
internal static class ChatSearchOptions
{
    private static readonly string[] Place = ["city", "country", "region", "timezone"];

    public static void Write(Utf8JsonWriter json, JsonField options)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, WebSearchTool.Prefix);
        json.WriteOptional(options, "search_context_size");
        if (options.Optional("user_location")?.Object() is { } location)
        {
            WritePlace(json, location.Required("approximate").Object());
        }

        json.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter json, JsonField place)
    {
        json.WriteStartObject("user_location"u8);
        json.WriteString("type"u8, "approximate"u8);
        Array.ForEach(Place, name => json.WriteOptional(place, name));
        json.WriteEndObject();
    }
}
