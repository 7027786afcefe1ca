using System.Runtime.CompilerServices;
using System.Text.Json;
using CodexFuncGateway.Dialects.ReplicatePredictions.Wire;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Dialects.ReplicatePredictions;

/// <summary>Reads the words of a prediction. Events are told apart by their names; the data of <c>output</c> are the words themselves, not JSON.</summary>
internal static class ReplicateStreamReader
{
    public static async IAsyncEnumerable<ReplyPart> ReadAsync(UpstreamReply stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var events = new SseReader(stream.Body);
        while (await events.ReadAsync(cancellationToken) && !events.IsUnterminated)
        {
            var part = Read(events, stream);
            if (part is not null)
            {
                yield return part;
            }

            if (part is Finished or Failed)
            {
                yield break;
            }
        }
    }

    /// <summary>Null for an event that says nothing.</summary>
    private static ReplyPart? Read(SseReader events, UpstreamReply stream) => events.EventName.Span switch
    {
        var name when name.SequenceEqual("output"u8) => new TextDelta(events.Data),
        var name when name.SequenceEqual("error"u8) => new Failed(UpstreamErrors.Classify(UpstreamErrorBody.Read(events.Data), stream.Route)),
        var name when name.SequenceEqual("done"u8) => ReadEnd(events.Data.Span),
        _ => null,
    };

    private static ReplyPart ReadEnd(ReadOnlySpan<byte> data)
    {
        try
        {
            return JsonSerializer.Deserialize(data, ReplicateJson.Default.ReplicateEnd)?.Reason is { } reason ? End(reason) : new Finished(FinishReason.Completed);
        }
        catch (JsonException)
        {
            return new Failed(new GatewayError(ErrorKind.UpstreamFailed, "The provider sent an event that is not valid JSON."));
        }
    }

    public static ReplyPart End(string reason) => reason switch
    {
        "error" or "failed" => new Failed(new GatewayError(ErrorKind.UpstreamFailed, "The prediction failed.")),
        "canceled" or "aborted" => new Failed(new GatewayError(ErrorKind.UpstreamFailed, "The prediction was cancelled before it was complete.")),
        _ => new Finished(FinishReason.Completed),
    };
}
