using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Translation;

/// <summary>
/// Whether an upstream is offered its own search of the web: where the client asks for one, and the upstream can do what was asked. Codex asks for OpenAI's
/// cached index on nearly every request; only an upstream that is passed the client's own tools knows what that is.
/// </summary>
internal static class WebSearchOffer
{
    /// <summary>The search to offer in a request that is written anew. It gives way to what it excludes, for that was asked for and a search is only allowed.</summary>
    public static WebSearchTool? Find(ResponsesRequest request, Capabilities capabilities) =>
        capabilities.WebSearch is not null
        && (capabilities.HostedBesideFunctions || !request.HasClientTools)
        && (capabilities.SchemaBesideSearch || request.OutputFormat is null)
            ? request.Tools.OfType<WebSearchTool>().FirstOrDefault(tool => tool.IsLive && IsChosen(tool, request.ToolChoice) && CanBeLimited(tool, capabilities))
            : null;

    /// <summary>The most searches for which the call may be charged.</summary>
    public static long Bound(ResponsesRequest request, Capabilities capabilities) =>
        capabilities.NativeResponses ? Relayed(request) ? StatedLimit(request) ?? capabilities.SearchBound : 0
        : capabilities.SearchesUnasked || (!request.IsCompaction && Find(request, capabilities) is not null) ? capabilities.SearchBound
        : 0;

    /// <summary>The limit that the upstream is to be told besides what the client says; null where the client states one, or nothing is searched.</summary>
    public static int? LimitToAdd(ResponsesRequest request, Capabilities capabilities) =>
        capabilities.SearchLimitField is not null && StatedLimit(request) is null && (capabilities.NativeResponses ? Relayed(request) : request.Tools.Any(tool => tool is WebSearchTool))
            ? capabilities.SearchBound
            : null;

    /// <summary>Searches of the cached index are charged like any other.</summary>
    private static bool Relayed(ResponsesRequest request) => request.Tools.Any(tool => tool is WebSearchTool);

    private static bool IsChosen(WebSearchTool tool, ToolChoice choice) =>
        choice.Mode != ToolChoiceMode.None && (choice.Mode == ToolChoiceMode.Named || choice.Names.Count == 0 || choice.Names.Contains(new ToolName(null, tool.Type)));

    private static bool CanBeLimited(WebSearchTool tool, Capabilities capabilities) => tool.AllowedDomains.Count == 0 || capabilities.SearchDomains is not null;

    private static int? StatedLimit(ResponsesRequest request) =>
        request.Root.ValueKind == JsonValueKind.Object && request.Root.TryGetProperty("max_tool_calls", out var stated) && stated.TryGetInt32(out var limit) && limit >= 0 ? limit : null;
}
