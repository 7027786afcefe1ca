using System.Runtime.CompilerServices;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Dialects.ReplicatePredictions;

/// <summary>
/// Replicate's predictions: one request starts the model, a second one reads its words as they come. Text only, since the platform knows
/// no tools. Reference: https://replicate.com/docs/reference/http (seen 2026-11).
/// </summary>
internal sealed class ReplicatePredictionsDialect : IDialect
{
    public string Id => "replicate-predictions";

    public UpstreamRequest MapRequest(ResponsesRequest request, Route route) => new(ReplicateRequestMapper.MapPath(route), ReplicateRequestMapper.Map(request, route));

    public async IAsyncEnumerable<ReplyPart> ReadReplyAsync(UpstreamReply reply, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (reply.ContentType == "text/event-stream")
        {
            await foreach (var part in ReplicateStreamReader.ReadAsync(reply, cancellationToken))
            {
                yield return part;
            }

            yield break;
        }

        await using var run = new ReplicateRun(reply);
        await foreach (var part in run.ReadAsync(cancellationToken))
        {
            yield return part;
        }
    }

    public ValueTask<GatewayError> ReadErrorAsync(UpstreamReply reply, CancellationToken cancellationToken) => UpstreamErrors.ReadAsync(reply, cancellationToken);
}
