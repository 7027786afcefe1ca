using System.Runtime.CompilerServices;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Dialects.CohereChat;

/// <summary>Cohere's own API, version 2. Reference: https://docs.cohere.com/v2/reference/chat (seen 2026-11).</summary>
internal sealed class CohereChatDialect : IDialect
{
    /// <summary>Cohere's own status for a request that its safety rules block.</summary>
    private const int Blocked = 498;

    public string Id => "cohere-chat";

    public UpstreamRequest MapRequest(ResponsesRequest request, Route route) => new(route.PathOr("/chat"), CohereRequestMapper.Map(request, route));

    public async IAsyncEnumerable<ReplyPart> ReadReplyAsync(UpstreamReply reply, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new CohereReplyReader(reply.Route);
        await foreach (var frame in ReplyFrames.ReadAsync(reply, cancellationToken))
        {
            foreach (var part in reader.Read(frame.Span))
            {
                yield return part;
            }

            if (reader.IsAtEnd)
            {
                yield break;
            }
        }
    }

    /// <summary>A blocked request stays blocked, while elsewhere 498 asks for patience.</summary>
    public async ValueTask<GatewayError> ReadErrorAsync(UpstreamReply reply, CancellationToken cancellationToken)
    {
        var error = await UpstreamErrors.ReadAsync(reply, cancellationToken);
        return reply.Status == Blocked ? error with { Kind = ErrorKind.InvalidRequest, Code = "content_filter" } : error;
    }
}
