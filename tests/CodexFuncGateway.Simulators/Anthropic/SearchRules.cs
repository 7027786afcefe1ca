using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Anthropic;

/// <summary>The definition of the search that the service runs itself, in the versions that it knows (November 2026).</summary>
internal static class SearchRules
{
    private static readonly string[] Versions = ["web_search_20250305", "web_search_20260209", "web_search_20260318"];
    private static readonly HashSet<string> Names = ["type", "name", "max_uses", "allowed_domains", "blocked_domains", "user_location", "cache_control", "allowed_callers", "defer_loading", "strict"];
    private static readonly HashSet<string> LocationNames = ["type", "city", "region", "country", "timezone"];

    public static bool IsSearch(JsonElement tool) => tool.TextAt("type")?.StartsWith("web_search", StringComparison.Ordinal) is true;

    public static string? FindProblem(JsonElement tool, string path)
    {
        var type = tool.TextAt("type");
        var place = $"{path}.{type}";
        return !Versions.Contains(type) ? $"{path}: Input tag '{type}' found using 'type' does not match any of the expected tags: {string.Join(", ", Versions)}, …"
            : tool.FirstUnknownName(Names) is { } unknown ? $"{place}.{unknown}: Extra inputs are not permitted"
            : tool.TextAt("name") != "web_search" ? $"{place}.name: Input should be 'web_search'"
            : tool.Has("max_uses") && tool.NumberAt("max_uses") is null or < 1 ? $"{place}.max_uses: Input should be greater than 0"
            : tool.Has("allowed_domains") && tool.Has("blocked_domains") ? $"{place}: Cannot specify both allowed_domains and blocked_domains"
            : tool.Has("allowed_domains") && !tool.ItemsAt("allowed_domains").Any() ? $"{place}.allowed_domains: List should have at least 1 item"
            : FindLocationProblem(tool.At("user_location"), place);
    }

    private static string? FindLocationProblem(JsonElement location, string place) =>
        location.ValueKind == JsonValueKind.Undefined ? null
        : location.FirstUnknownName(LocationNames) is { } unknown ? $"{place}.user_location.{unknown}: Extra inputs are not permitted"
        : location.TextAt("type") == "approximate" ? null
        : $"{place}.user_location.type: Input should be 'approximate'";
}
