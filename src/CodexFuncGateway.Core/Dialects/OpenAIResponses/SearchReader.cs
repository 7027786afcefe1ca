using System.Text.Json;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>Reads searches that the upstream ran, and the sources that it names; leniently, since none of it is worth a reply.</summary>
internal static class SearchReader
{
    /// <summary>A search is read when it is over, because only then every host says what it was for: in its action, in its arguments (xAI), or beside what it found (Perplexity).</summary>
    public static void ReadSearch(int index, JsonElement item, List<ReplyPart> parts)
    {
        var action = item.Member("action");
        if (action.Text("type") is not (null or "search"))
        {
            return; // a page that was opened
        }

        string[] queries = [.. Texts(action.Member("queries")), .. Texts(item.Member("queries"))];
        var query = action.Text("query") ?? LenientJson.Query(item.Text("arguments"));
        var id = $"{index}";
        parts.Add(new SearchStarted(id, queries.Length > 0 ? queries : query is null ? [] : [query]));
        parts.Add(new SearchEnded(id, HasFailed: item.Text("status") == "failed"));
    }

    /// <param name="start">Where the text to which the annotations belong stands in the answer, in characters.</param>
    public static void ReadSources(JsonElement annotations, int start, List<ReplyPart> parts)
    {
        foreach (var source in annotations.Items())
        {
            if (source.Text("type") == "url_citation" && source.Text("url") is { Length: > 0 } url)
            {
                var passage = source.Number("end_index") is { } end ? new CitedPassage(start + (source.Number("start_index") ?? 0), start + end, InBytes: false) : (CitedPassage?)null;
                parts.Add(new Citation(url, source.Text("title"), passage));
            }
        }
    }

    private static IEnumerable<string> Texts(JsonElement list) => list.Items().Select(text => text.Text()).OfType<string>();
}
