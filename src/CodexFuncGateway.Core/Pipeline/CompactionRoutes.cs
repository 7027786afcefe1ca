using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Pipeline;

/// <summary>Has a compaction written anew, as for any translated upstream, where one that is otherwise relayed does not compact by itself.</summary>
internal static class CompactionRoutes
{
    public static IReadOnlyList<Route> For(ResponsesRequest request, IReadOnlyList<Route> routes) =>
        request.IsCompaction ? [.. routes.Select(route => route.Capabilities.Compaction ? route : Translated(route))] : routes;

    private static Route Translated(Route route) => route with { Capabilities = route.Capabilities with { NativeResponses = false } };
}
