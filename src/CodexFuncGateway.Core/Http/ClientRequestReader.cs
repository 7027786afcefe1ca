using CodexFuncGateway.Pipeline;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http;

/// <summary>Takes out of an HTTP request what the pipeline needs.</summary>
internal static class ClientRequestReader
{
    private const int LongestId = 128;

    public static ClientRequest Read(HttpRequest request, GatewayOptions options) => new(request.BodyReader)
    {
        ContentEncoding = Header(request, "Content-Encoding"),
        ContentLength = request.ContentLength,
        SessionId = Id(Header(request, "session-id") ?? Header(request, "session_id")),
        ThreadId = Id(Header(request, "thread-id")),
        RequestKind = CodexTurn.ReadKind(request.Headers),
        Tags = TagHeaders.Read(request.Headers, options),
        TurnState = Header(request, TurnState.Header),
    };

    private static string? Header(HttpRequest request, string name) => request.Headers.TryGetValue(name, out var values) ? values.ToString() : null;

    /// <summary>A client's own word, and hostile until it looks harmless.</summary>
    private static string? Id(string? value) =>
        value is { Length: > 0 and <= LongestId } && value.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.') ? value : null;
}
