using System.Text.Json;
using CodexFuncGateway.Simulators.Json;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Simulators.Anthropic;

/// <summary>A search as blocks: the call, what it found, and a text of which the first block has its sources.</summary>
internal static class SearchBlocks
{
    public static IEnumerable<object> Write(JsonElement body, NumberedStep step, ScriptedSearch search)
    {
        if (!body.ItemsAt("tools").Any(SearchRules.IsSearch))
        {
            throw new ScriptViolationException($"Step {step.Number} searches the web, but no search is offered.");
        }

        var id = step.CallId("srvtoolu_01", 0);
        yield return new { type = "server_tool_use", id, name = "web_search", input = new { query = search.Query } };
        yield return new { type = "web_search_tool_result", tool_use_id = id, content = WriteFindings(search) };
        if (step.Step.Text is not { } text)
        {
            yield break;
        }

        var cited = ScriptedSearch.Cited(text);
        yield return new { type = "text", text = cited, citations = search.Sources.Select(source => WriteCitation(source, cited)).ToArray() };
        if (cited.Length < text.Length)
        {
            yield return new { type = "text", text = text[cited.Length..] };
        }
    }

    private static object WriteFindings(ScriptedSearch search) => search.Fails
        ? new { type = "web_search_tool_result_error", error_code = "unavailable" }
        : search.Sources.Select(source => new { type = "web_search_result", title = source.Title, url = source.Url, encrypted_content = $"EugC+{source.Title.Length}/{source.Url.Length}==", page_age = (string?)null }).ToArray();

    private static object WriteCitation(ScriptedSource source, string text) =>
        new { type = "web_search_result_location", cited_text = text, url = source.Url, title = source.Title, encrypted_index = $"Eo8B+{source.Url.Length}/==" };
}
