using System.Text.Json;
using CodexFuncGateway.Dialects.ChatCompletions.Wire;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.ChatCompletions;

/// <summary>
/// Reads what hosts tell of searches that they ran themselves, and of the sources of an answer: each in its own place, some before the text and some
/// again with every chunk. Read leniently, since none of it is worth a reply.
/// </summary>
internal sealed class ChatSearchReader
{
    private readonly HashSet<Citation> told = [];
    private readonly HashSet<string> searches = [];
    private readonly List<Citation> waiting = [];

    /// <summary>How many searches the host told of.</summary>
    public int Count => searches.Count;

    /// <summary>Reads what comes before the text that rests on it.</summary>
    public void Read(ChatChunk chunk, ChatDelta delta, List<ReplyPart> parts)
    {
        if (delta is { ExecutedTools: null, Annotations: null } && chunk is { SearchResults: null, Citations: null })
        {
            return;
        }

        foreach (var tool in Items(delta.ExecutedTools).Where(IsSearch))
        {
            ReadSearch(tool, parts);
        }

        Wait(Items(delta.Annotations).Where(annotation => annotation.Text("type") == "url_citation").Select(annotation => ReadSource(annotation.Member("url_citation"))));
        Wait(Items(chunk.SearchResults).Select(ReadSource));
        if (chunk.SearchResults is null)
        {
            Wait(Items(chunk.Citations).Select(address => address.Text()).OfType<string>().Select(address => new Citation(address, null)));
        }
    }

    /// <summary>Names the sources of a text that has begun.</summary>
    public void Cite(List<ReplyPart> parts)
    {
        parts.AddRange(waiting);
        waiting.Clear();
    }

    private void ReadSearch(JsonElement tool, List<ReplyPart> parts)
    {
        var id = tool.Text("index") ?? $"{tool.Number("index")}";
        if (searches.Add(id))
        {
            parts.Add(new SearchStarted(id, LenientJson.Query(tool.Text("arguments")) is { } query ? [query] : []));
        }

        var found = tool.Member("search_results").Member("results").Items().ToArray();
        if (found.Length > 0 || tool.Text("output") is not null)
        {
            parts.Add(new SearchEnded(id));
        }

        Wait(found.Select(ReadSource));
    }

    private static bool IsSearch(JsonElement tool) => tool.Text("type")?.Contains("search", StringComparison.Ordinal) is true;

    private static Citation? ReadSource(JsonElement source) => source.Text("url") is { Length: > 0 } url
        ? new Citation(url, source.Text("title"), source.Number("end_index") is > 0 and var end ? new CitedPassage(source.Number("start_index") ?? 0, end, InBytes: false) : null)
        : null;

    private void Wait(IEnumerable<Citation?> sources) => waiting.AddRange(sources.OfType<Citation>().Where(told.Add));

    private static IEnumerable<JsonElement> Items(JsonElement? list) => list.GetValueOrDefault().Items();
}
