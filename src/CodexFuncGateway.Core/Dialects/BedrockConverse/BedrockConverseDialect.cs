using System.Runtime.CompilerServices;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Dialects.BedrockConverse;

/// <summary>
/// Amazon Bedrock's one language for models of many makers. The stream is binary; a reply that is not streamed is JSON.
/// Reference: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html (seen 2026-11).
/// </summary>
internal sealed class BedrockConverseDialect : IDialect
{
    public string Id => "bedrock-converse";

    public UpstreamRequest MapRequest(ResponsesRequest request, Route route) =>
        new(route.PathOr("/model/{model}/converse-stream"), ConverseRequestMapper.Map(request, route));

    public async IAsyncEnumerable<ReplyPart> ReadReplyAsync(UpstreamReply reply, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new ConverseReplyReader(reply.Route);
        if (reply.ContentType == "application/json")
        {
            foreach (var part in reader.ReadWhole((await ReplyFrames.ReadWholeAsync(reply.Body, cancellationToken)).Span))
            {
                yield return part;
            }

            yield break;
        }

        using var messages = new AwsEventStreamReader(reply.Body);
        while (!reader.IsAtEnd && await messages.ReadAsync(cancellationToken))
        {
            foreach (var part in reader.Read(messages.Headers, messages.Payload))
            {
                yield return part;
            }
        }
    }

    public ValueTask<GatewayError> ReadErrorAsync(UpstreamReply reply, CancellationToken cancellationToken) =>
        UpstreamErrors.ReadAsync(reply, cancellationToken);
}
