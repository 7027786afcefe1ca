using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.OpenAIResponses.Wire;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>
/// Reads one reply, event by event, into parts. A host that ignored <c>stream</c> answers with the response itself; it is read as if its
/// items had just been completed.
/// </summary>
internal sealed class ResponsesReplyReader
{
    private readonly Route route;
    private readonly List<ReplyPart> parts = [];
    private readonly OutputItemReader items;

    /// <summary>A complaint not yet passed on: OpenAI lets a <c>response.failed</c> follow, others fall silent.</summary>
    private GatewayError? complaint;

    private ResponsesReplyReader(Route route) => (this.route, items) = (route, new OutputItemReader(route.Capabilities, parts));

    public static async IAsyncEnumerable<ReplyPart> ReadAsync(UpstreamReply reply, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new ResponsesReplyReader(reply.Route);
        await foreach (var data in ReplyFrames.ReadAsync(reply, cancellationToken))
        {
            foreach (var part in reader.Read(data))
            {
                yield return part;
                if (part is Finished or Failed)
                {
                    yield break;
                }
            }
        }

        if (reader.complaint is { } error)
        {
            yield return new Failed(error);
        }
    }

    private List<ReplyPart> Read(ReadOnlyMemory<byte> data)
    {
        parts.Clear();
        try
        {
            var type = StreamEvent.Type(data);
            if (type.IsEmpty)
            {
                ReadUntyped(data);
            }
            else
            {
                ReadEvent(StreamEventKinds.Of(type.Span), data);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            parts.Add(new Failed(new GatewayError(ErrorKind.UpstreamFailed, "The provider sent an event that is not valid JSON.")));
        }

        return parts;
    }

    private void ReadEvent(StreamEventKind kind, ReadOnlyMemory<byte> data)
    {
        switch (kind)
        {
            case StreamEventKind.TextDelta:
                items.ReadTextDelta(Parse(data, ResponsesJson.Default.DeltaEvent));
                break;
            case StreamEventKind.RefusalDelta:
                items.ReadRefusalDelta(Parse(data, ResponsesJson.Default.DeltaEvent));
                break;
            case StreamEventKind.SummaryDelta or StreamEventKind.ReasoningDelta:
                items.ReadReasoningDelta(kind, Parse(data, ResponsesJson.Default.DeltaEvent));
                break;
            case StreamEventKind.ArgumentsDelta:
                items.ReadArgumentsDelta(Parse(data, ResponsesJson.Default.DeltaEvent));
                break;
            case StreamEventKind.ArgumentsDone:
                items.ReadArgumentsDone(Parse(data, ResponsesJson.Default.ArgumentsEvent));
                break;
            case StreamEventKind.ItemAdded:
                items.ReadAdded(Parse(data, ResponsesJson.Default.ItemEvent));
                break;
            case StreamEventKind.ItemDone:
                var done = Parse(data, ResponsesJson.Default.ItemEvent);
                items.ReadDone(done.OutputIndex, done.Item);
                break;
            case StreamEventKind.Completed or StreamEventKind.Incomplete or StreamEventKind.Failed:
                ReadEnd(kind, Parse(data, ResponsesJson.Default.EndEvent));
                break;
            case StreamEventKind.Error:
                complaint = StreamErrors.Find(data, route) ?? complaint;
                break;
        }
    }

    private void ReadUntyped(ReadOnlyMemory<byte> data)
    {
        if (StreamErrors.Find(data, route) is { } error)
        {
            complaint = error;
        }
        else if (JsonSerializer.Deserialize(data.Span, ResponsesJson.Default.ResponseState) is { Status: not null } response)
        {
            ReadEnd(StreamEventKinds.OfStatus(response.Status), new EndEvent(response, null));
        }
    }

    private void ReadEnd(StreamEventKind kind, EndEvent end)
    {
        if (kind != StreamEventKind.Failed)
        {
            items.ReadRest(end.Response?.Output ?? []);
        }

        var ending = ReplyEnding.Map(kind, end.Response, end.Error, route);
        if (ending.Usage is { } usage)
        {
            parts.Add(usage);
        }

        parts.Add(ending.End);
    }

    private static T Parse<T>(ReadOnlyMemory<byte> data, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(data.Span, type) ?? throw new JsonException();
}
