using System.Text.Json;
using CodexFuncGateway.Simulators.Json;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Simulators.OpenAIResponses;

/// <summary>A search as an output item, and its sources as annotations, in each service's own form (recorded 2026; Perplexity's by its description).</summary>
internal static class SearchItems
{
    public static object Write(JsonElement body, NumberedStep step, ScriptedSearch search, ResponsesQuirks quirks)
    {
        if (!body.ItemsAt("tools").Any(SearchRules.IsSearch))
        {
            throw new ScriptViolationException($"Step {step.Number} searches the web, but no search is offered.");
        }

        var id = $"ws_simulated{step.Number}";
        return quirks switch
        {
            { SignsCalls: true } => new
            {
                type = "search_results",
                queries = new[] { search.Query },
                results = search.Sources.Select((source, index) => new { id = index + 1, url = source.Url, title = source.Title, snippet = "…" }).ToArray(),
            },
            { SpeaksLikeXai: true } => new { arguments = JsonSerializer.Serialize(new { query = search.Query, num_results = 5 }), call_id = "", name = "web_search", type = "web_search_call", id, status = "completed" },
            _ => new { id, type = "web_search_call", status = "completed", action = new { type = "search", query = search.Query, queries = new[] { search.Query } } },
        };
    }

    /// <summary>Places are counted in code points.</summary>
    public static object[] WriteAnnotations(NumberedStep step, string text)
    {
        var end = ScriptedSearch.Cited(text).EnumerateRunes().Count();
        return [.. step.Step.Search?.Sources.Select(source => new { type = "url_citation", url = source.Url, title = source.Title, start_index = 0, end_index = end }) ?? []];
    }
}
