using System.Text.Json;

namespace CodexFuncGateway.Tests.Laws.Support;

/// <summary>The pages of the web that an upstream's own JSON names as sources of its answer, gathered by the plainest means: wherever they stand.</summary>
internal static class UpstreamSources
{
    private static readonly string[] Citations = ["url_citation", "web_search_result_location"];

    public static IReadOnlySet<string> Urls(Recording recording)
    {
        var urls = new HashSet<string>();
        foreach (var json in recording.Documents)
        {
            Add(json, urls);
        }

        return urls;
    }

    private static void Add(JsonElement json, HashSet<string> urls)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            Each(json.EnumerateArray(), urls);
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (json.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && Citations.Contains(type.GetString()))
        {
            var source = json.TryGetProperty("url_citation", out var inner) ? inner : json;
            urls.Add(source.GetProperty("url").GetString()!);
        }
        else if (json.TryGetProperty("groundingChunkIndices", out _) is false && json.TryGetProperty("web", out var page) && page.TryGetProperty("uri", out var uri))
        {
            urls.Add(uri.GetString()!);
        }

        Each(json.EnumerateObject().Select(property => property.Value), urls);
    }

    private static void Each(IEnumerable<JsonElement> values, HashSet<string> urls)
    {
        foreach (var value in values)
        {
            Add(value, urls);
        }
    }
}
