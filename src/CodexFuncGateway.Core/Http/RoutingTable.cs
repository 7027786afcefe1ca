using CodexFuncGateway.Errors;
using CodexFuncGateway.Http.Administration;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http;

/// <summary>Answers one request; its id is what the client sees as <c>x-request-id</c>.</summary>
internal delegate Task RequestHandler(HttpContext context, string requestId);

/// <summary>
/// Which handler answers which path and method. The API stands under four prefixes, because base URLs in the wild differ, and has no
/// framework routing, so that every host shares it.
/// </summary>
internal sealed class RoutingTable(ResponsesEndpoint responses, ModelsEndpoint models, UsageEndpoint usage, AdministrationEndpoint administration)
{
    private const string OneModel = "/models/";

    private static readonly string[] Prefixes = ["/openai/v1", "/v1", "/openai", ""];

    private readonly Dictionary<string, (string Method, RequestHandler Handler)> routes = new(StringComparer.Ordinal)
    {
        ["/responses"] = (HttpMethods.Post, responses.HandleAsync),
        ["/responses/compact"] = (HttpMethods.Post, responses.HandleCompactAsync),
        ["/chat/completions"] = (HttpMethods.Post, responses.HandleChatAsync),
        ["/models"] = (HttpMethods.Get, models.HandleListAsync),
        ["/health"] = (HttpMethods.Get, HealthEndpoint.HandleAsync),
    };

    /// <summary>The paths there are, without a prefix; below one that ends in a slash there are more. Those of administration are its own.</summary>
    public IEnumerable<string> Paths => [.. routes.Keys, OneModel, UsageEndpoint.Path];

    public RequestHandler Find(HttpRequest request)
    {
        if (request.Path.Value?.TrimEnd('/') == UsageEndpoint.Path)
        {
            return Allows(request.Method, HttpMethods.Get) ? usage.HandleAsync : (context, _) => RefusedMethod.Answer(context, HttpMethods.Get);
        }

        if (request.Path.Value?.StartsWith(AdministrationEndpoint.Prefix, StringComparison.Ordinal) is true)
        {
            return administration.HandleAsync;
        }

        var path = WithoutPrefix(request.Path.Value ?? "/");
        var (method, handler) = routes.TryGetValue(path, out var route) ? route
            : path.StartsWith(OneModel, StringComparison.Ordinal) ? (HttpMethods.Get, models.HandleEntry(path[OneModel.Length..]))
            : (HttpMethods.Get, NotFound);
        return IsUpgrade(request) && handler != NotFound ? RefuseUpgrade
            : Allows(request.Method, method) || handler == NotFound ? handler
            : (context, _) => RefusedMethod.Answer(context, method);
    }

    private static string WithoutPrefix(string path)
    {
        path = path.Length > 1 ? path.TrimEnd('/') : path;
        var prefix = Prefixes.First(prefix => path.StartsWith(prefix, StringComparison.Ordinal) && (path.Length == prefix.Length || path[prefix.Length] == '/'));
        return path[prefix.Length..];
    }

    /// <summary>A front end may keep <c>Upgrade</c>, which is between two neighbours, to itself; the version that a WebSocket must name goes all the way.</summary>
    private static bool IsUpgrade(HttpRequest request) =>
        request.Headers.Upgrade.ToString().Contains("websocket", StringComparison.OrdinalIgnoreCase) || request.Headers.ContainsKey("Sec-WebSocket-Version");

    private static bool Allows(string method, string wanted) => method == wanted || (HttpMethods.IsHead(method) && HttpMethods.IsGet(wanted));

    /// <summary>426 is the one status after which Codex falls back to HTTPS at once and in silence.</summary>
    private static Task RefuseUpgrade(HttpContext context, string requestId) =>
        throw new GatewayException(ErrorKind.UpgradeRequired, "This gateway speaks HTTPS and server-sent events, not WebSockets. In Codex set supports_websockets = false.");

    private static Task NotFound(HttpContext context, string requestId) =>
        throw new GatewayException(
            ErrorKind.NotFound,
            "There is nothing at this path. The API is at /openai/v1: POST /responses, POST /responses/compact, POST /chat/completions, GET /models.");
}
