using CodexFuncGateway.Keys;
using CodexFuncGateway.Pipeline;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http;

/// <summary>Takes out of an HTTP request what the pipeline needs.</summary>
internal static class ClientRequestReader
{
    private const int LongestId = 128;

    public static ClientRequest Read(HttpRequest request, GatewayOptions options) => new(request.BodyReader)
    {
        Authorization = Credentials(request).Authorization,
        ApiKey = Credentials(request).ApiKey,
        ContentEncoding = Header(request, "Content-Encoding"),
        ContentLength = request.ContentLength,
        SessionId = Id(Header(request, "session-id") ?? Header(request, "session_id")),
        ThreadId = Id(Header(request, "thread-id")),
        RequestKind = CodexTurn.ReadKind(request.Headers),
        Tags = CallTags.Read(request.Headers, options),
        TurnState = Header(request, TurnState.Header),
    };

    /// <summary>The headers in which a caller may show a key.</summary>
    public static (string? Authorization, string? ApiKey) Credentials(HttpRequest request) =>
        (Header(request, "Authorization"), Header(request, "x-api-key") ?? Header(request, "api-key"));

    /// <summary>The secret that a caller shows, in whichever header.</summary>
    public static string? Secret(HttpRequest request) => Credentials(request) is var (authorization, apiKey) ? Admission.Secret(authorization, apiKey) : null;

    private static string? Header(HttpRequest request, string name) => request.Headers.TryGetValue(name, out var values) ? values.ToString() : null;

    /// <summary>A client's own word, and hostile until it looks harmless.</summary>
    private static string? Id(string? value) =>
        value is { Length: > 0 and <= LongestId } && value.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.') ? value : null;
}
