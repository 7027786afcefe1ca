using System.Runtime.CompilerServices;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Dialects.GeminiGenerateContent;

/// <summary>
/// Gemini's own API, at Google's developer service and on Vertex.
/// Reference: https://ai.google.dev/api/generate-content (seen 2026-11).
/// </summary>
internal sealed class GeminiGenerateContentDialect : IDialect
{
    /// <summary>Without <c>alt=sse</c>, the chunks come as one JSON array.</summary>
    private const string UsualPath = "/models/{model}:streamGenerateContent?alt=sse";

    public string Id => "gemini-generate-content";

    public UpstreamRequest MapRequest(ResponsesRequest request, Route route) =>
        new(route.PathOr(UsualPath), GeminiRequestMapper.Map(request, route)) { Headers = GeminiServiceTier.Headers(request, route.Capabilities) };

    public async IAsyncEnumerable<ReplyPart> ReadReplyAsync(UpstreamReply reply, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new GeminiReplyReader(reply.Route);
        await foreach (var chunk in ReplyFrames.ReadAsync(reply, cancellationToken))
        {
            foreach (var part in reader.Read(chunk))
            {
                yield return part;
            }
        }
    }

    public ValueTask<GatewayError> ReadErrorAsync(UpstreamReply reply, CancellationToken cancellationToken) =>
        UpstreamErrors.ReadAsync(reply, cancellationToken);
}
