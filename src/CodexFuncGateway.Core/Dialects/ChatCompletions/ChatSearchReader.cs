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
    private List<Citation> waiting = [];

    /// <summary>How many searches the host told of.</summary>
    public int Count => searches.Count;

    /// <summary>Reads what comes before the text that rests on it.</summary>
    public void Read(ChatChunk chunk, ChatDelta delta, List<ReplyPart> parts)
    {
        foreach (var tool in Items(delta.ExecutedTools).Where(IsSearch))
        {
            ReadSearch(tool, parts);
        }

        Wait(Items(delta.Annotations).Where(annotation => Text(annotation, "type") == "url_citation").Select(annotation => ReadSource(Member(annotation, "url_citation"))));
        Wait(Items(chunk.SearchResults).Select(ReadSource));
        if (chunk.SearchResults is null)
        {
            Wait(Items(chunk.Citations).Where(address => address.ValueKind == JsonValueKind.String).Select(address => new Citation(address.GetString()!, null)));
        }
    }

    /// <summary>Names the sources of a text that has begun.</summary>
    public void Cite(List<ReplyPart> parts)
    {
        parts.AddRange(waiting);
        waiting = [];
    }

    private void ReadSearch(JsonElement tool, List<ReplyPart> parts)
    {
        var id = Member(tool, "index").ToString();
        if (searches.Add(id))
        {
            parts.Add(new SearchStarted(id, ReadQuery(Text(tool, "arguments")) is { } query ? [query] : []));
        }

        var found = Items(Member(Member(tool, "search_results"), "results")).ToArray();
        if (found.Length > 0 || Text(tool, "output") is not null)
        {
            parts.Add(new SearchEnded(id));
        }

        Wait(found.Select(ReadSource));
    }

    private static bool IsSearch(JsonElement tool) => Text(tool, "type")?.Contains("search", StringComparison.Ordinal) is true;

    private static string? ReadQuery(string? arguments)
    {
        try
        {
            return arguments is null ? null : Text(JsonElement.Parse(arguments), "query");
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Citation? ReadSource(JsonElement source) => Text(source, "url") is { Length: > 0 } url
        ? new Citation(url, Text(source, "title"), Number(source, "end_index") is > 0 and var end ? new CitedPassage(Number(source, "start_index"), end, InBytes: false) : null)
        : null;

    private void Wait(IEnumerable<Citation?> sources) => waiting.AddRange(sources.OfType<Citation>().Where(told.Add));

    private static JsonElement Member(JsonElement json, string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement json, string name) => Member(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static int Number(JsonElement json, string name) => Member(json, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : 0;

    private static IEnumerable<JsonElement> Items(JsonElement? list) => list is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : [];
}
