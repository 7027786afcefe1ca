using System.Runtime.CompilerServices;
using System.Text.Json;
using CodexFuncGateway.Dialects.ReplicatePredictions.Wire;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Dialects.ReplicatePredictions;

/// <summary>
/// One prediction, from its start to its end. It runs whether anybody listens or not, and is charged for by what it did; so whoever stops
/// listening before it has ended cancels it.
/// </summary>
internal sealed class ReplicateRun(UpstreamReply start) : IAsyncDisposable
{
    /// <summary>How long an afterthought, which nobody waits for, may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private ReplicatePrediction? prediction;
    private bool hasEnded;

    public async IAsyncEnumerable<ReplyPart> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        prediction = await ReadPredictionAsync(start, cancellationToken);
        if (prediction is null)
        {
            yield return new Failed(new GatewayError(ErrorKind.UpstreamFailed, "The provider sent a prediction that is not valid JSON."));
        }
        else if (prediction.HasEnded)
        {
            hasEnded = true;
            foreach (var part in ReadWhole(prediction))
            {
                yield return part;
            }
        }
        else
        {
            await foreach (var part in ReadStreamAsync(prediction, cancellationToken))
            {
                yield return part;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!hasEnded && prediction?.Urls?.Cancel is { } address)
        {
            await AskAsync(new FollowUp(HttpMethod.Post, address) { Patience = Patience });
        }
    }

    private async IAsyncEnumerable<ReplyPart> ReadStreamAsync(ReplicatePrediction running, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var address = running.Urls?.Stream ?? throw new GatewayException(ErrorKind.UpstreamFailed, $"{start.Route.Provider.DisplayName} does not stream what this model says.");
        var stream = await start.FollowAsync(new FollowUp(HttpMethod.Get, address) { Accept = "text/event-stream" }, cancellationToken);
        await using var body = stream.Body;
        if (!stream.IsSuccess)
        {
            throw new GatewayException(stream.Clean(await UpstreamErrors.ReadAsync(stream, cancellationToken)));
        }

        await foreach (var part in ReplicateStreamReader.ReadAsync(stream, cancellationToken))
        {
            hasEnded = part is Finished or Failed;
            if (hasEnded && await FindUsageAsync() is { } usage)
            {
                yield return usage;
            }

            yield return part;
        }
    }

    /// <summary>The counts stand in the prediction, once it has ended; null where it has none, or is slow to tell.</summary>
    private async ValueTask<UsageReported?> FindUsageAsync() =>
        prediction?.Urls?.Get is { } address && await AskAsync(new FollowUp(HttpMethod.Get, address) { Patience = Patience }) is { } ended
            ? ReplicateUsage.Map(ended.Metrics)
            : null;

    /// <summary>An afterthought: it does not depend on the client, and whatever goes wrong with it is no fault of the reply.</summary>
    private async ValueTask<ReplicatePrediction?> AskAsync(FollowUp request)
    {
        try
        {
            var reply = await start.FollowAsync(request, CancellationToken.None);
            await using var body = reply.Body;
            return reply.IsSuccess ? await ReadPredictionAsync(reply, CancellationToken.None) : null;
        }
        catch (Exception exception) when (exception is GatewayException or IOException or HttpRequestException or TimeoutException or InvalidDataException)
        {
            return null;
        }
    }

    private static IEnumerable<ReplyPart> ReadWhole(ReplicatePrediction ended)
    {
        if (ReplicateUsage.Map(ended.Metrics) is { } usage)
        {
            yield return usage;
        }

        foreach (var text in ended.Output)
        {
            yield return new TextDelta(text.Bytes);
        }

        yield return ended.Error is { Length: > 0 } complaint
            ? new Failed(new GatewayError(ErrorKind.UpstreamFailed, complaint))
            : ReplicateStreamReader.End(ended.Status ?? "");
    }

    /// <summary>Null where there is none.</summary>
    private static async ValueTask<ReplicatePrediction?> ReadPredictionAsync(UpstreamReply reply, CancellationToken cancellationToken)
    {
        await foreach (var body in ReplyFrames.ReadAsync(reply, cancellationToken))
        {
            try
            {
                return JsonSerializer.Deserialize(body.Span, ReplicateJson.Default.ReplicatePrediction);
            }
            catch (JsonException)
            {
                return null;
            }
        }

        return null;
    }
}
