using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.OpenAIResponses;

/// <summary>The definition of a search of the web, of which each service knows other fields.</summary>
internal static class SearchRules
{
    public static bool IsSearch(JsonElement tool) => tool.TextAt("type")?.StartsWith("web_search", StringComparison.Ordinal) is true;

    public static ResponsesProblem? FindProblem(JsonElement tool, string path, ResponsesQuirks quirks) =>
        tool.FirstUnknownName(quirks.SearchNames) is { } unknown ? ResponsesProblem.UnknownParameter($"{path}.{unknown}")
        : tool.At("filters").FirstUnknownName(quirks.SearchFilters) is { } filter ? ResponsesProblem.UnknownParameter($"{path}.filters.{filter}")
        : null;
}
