using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Pipeline;

/// <summary>Refuses tools for a model that cannot call any: without this sentence an agent would just talk and never act.</summary>
internal static class ToolSupport
{
    /// <summary>The routes that can serve the request.</summary>
    public static IReadOnlyList<Route> Require(ResponsesRequest request, IReadOnlyList<Route> routes)
    {
        if (!request.HasClientTools)
        {
            return routes;
        }

        var able = routes.All(route => route.Capabilities.Tools) ? routes : [.. routes.Where(route => route.Capabilities.Tools)];
        return able.Count > 0 ? able : throw new GatewayException(new GatewayError(
            ErrorKind.InvalidRequest,
            $"The model {request.Model} cannot use tools, and this request brings some. Choose a model that can; for Codex every model in /model can.")
        {
            Param = "tools",
        });
    }
}
