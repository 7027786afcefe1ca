using CodexFuncGateway.Pipeline;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http;

/// <summary>Takes out of an HTTP request what the pipeline needs.</summary>
internal static class ClientRequestReader
{
    private const int LongestSessionId = 128;

    public static ClientRequest Read(HttpRequest request) => new(request.BodyReader)
    {
        ContentEncoding = Header(request, "Content-Encoding"),
        ContentLength = request.ContentLength,
        SessionId = SessionId(Header(request, "session-id") ?? Header(request, "session_id")),
        TurnState = Header(request, TurnState.Header),
    };

    private static string? Header(HttpRequest request, string name) => request.Headers.TryGetValue(name, out var values) ? values.ToString() : null;

    /// <summary>A client's own word, and hostile until it looks harmless.</summary>
    private static string? SessionId(string? value) =>
        value is { Length: > 0 and <= LongestSessionId } && value.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.') ? value : null;
}
