using System.Text.Json;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>Counts the output's searches of the web. Opening a page that was found, or finding words on it, is not charged.</summary>
internal static class WebSearchCalls
{
    public static int Count(IReadOnlyList<JsonElement> output) =>
        output.Count(item => item.ValueKind == JsonValueKind.Object && item.TryGetProperty("type", out var type) && type.ValueEquals("web_search_call") && IsSearch(item));

    /// <inheritdoc cref="Count(IReadOnlyList{JsonElement})"/>
    public static int Count(JsonView output)
    {
        var count = 0;
        foreach (var item in output.EnumerateArray())
        {
            // Few replies hold any, so it is well to look at each as it lies.
            if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("type", out var type) && type.ValueEquals("web_search_call") && IsSearch(JsonElement.Parse(item.RawSpan)))
            {
                count++;
            }
        }

        return count;
    }

    private static bool IsSearch(JsonElement call) =>
        !call.TryGetProperty("action", out var action) || action.ValueKind != JsonValueKind.Object
        || !action.TryGetProperty("type", out var type) || type.ValueEquals("search");
}
