using System.Runtime.CompilerServices;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Dialects.AnthropicMessages;

/// <summary>
/// Claude's own API, also spoken by Azure's Foundry and by Bedrock's mantle.
/// Reference: https://docs.anthropic.com/en/api/messages (seen 2026-11).
/// </summary>
internal sealed class AnthropicMessagesDialect : IDialect
{
    public string Id => "anthropic-messages";

    public UpstreamRequest MapRequest(ResponsesRequest request, Route route) =>
        new(route.PathOr("/messages"), AnthropicRequestMapper.Map(request, route));

    public async IAsyncEnumerable<ReplyPart> ReadReplyAsync(UpstreamReply reply, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new AnthropicReplyReader(reply.Route);
        await foreach (var frame in ReplyFrames.ReadAsync(reply, cancellationToken))
        {
            foreach (var part in reader.Read(frame))
            {
                yield return part;
            }

            if (reader.IsAtEnd)
            {
                yield break;
            }
        }
    }

    public ValueTask<GatewayError> ReadErrorAsync(UpstreamReply reply, CancellationToken cancellationToken) =>
        UpstreamErrors.ReadAsync(reply, cancellationToken);
}
