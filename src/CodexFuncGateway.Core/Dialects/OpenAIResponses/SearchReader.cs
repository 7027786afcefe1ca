using System.Text.Json;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>Reads searches that the upstream ran, and the sources that it names; leniently, since none of it is worth a reply.</summary>
internal static class SearchReader
{
    /// <summary>A search is read when it is over, because only then every host says what it was for: in its action, in its arguments (xAI), or beside what it found (Perplexity).</summary>
    public static void ReadSearch(int index, JsonElement item, List<ReplyPart> parts)
    {
        var action = Member(item, "action");
        if (Text(action, "type") is not (null or "search"))
        {
            return; // a page that was opened
        }

        string[] queries = [.. Texts(Member(action, "queries")), .. Texts(Member(item, "queries"))];
        var query = Text(action, "query") ?? ReadArguments(Text(item, "arguments"));
        var id = $"{index}";
        parts.Add(new SearchStarted(id, queries.Length > 0 ? queries : query is null ? [] : [query]));
        parts.Add(new SearchEnded(id, HasFailed: Text(item, "status") == "failed"));
    }

    /// <param name="start">Where the text to which the annotations belong stands in the answer, in characters.</param>
    public static void ReadSources(JsonElement annotations, int start, List<ReplyPart> parts)
    {
        foreach (var source in annotations.ValueKind == JsonValueKind.Array ? annotations.EnumerateArray() : default)
        {
            if (Text(source, "type") == "url_citation" && Text(source, "url") is { Length: > 0 } url)
            {
                var passage = Number(source, "end_index") is { } end ? new CitedPassage(start + (Number(source, "start_index") ?? 0), start + end, InBytes: false) : (CitedPassage?)null;
                parts.Add(new Citation(url, Text(source, "title"), passage));
            }
        }
    }

    private static string? ReadArguments(string? arguments)
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

    private static JsonElement Member(JsonElement json, string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement json, string name) => Member(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static int? Number(JsonElement json, string name) => Member(json, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : null;

    private static IEnumerable<string> Texts(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Where(text => text.ValueKind == JsonValueKind.String).Select(text => text.GetString()!) : [];
}
