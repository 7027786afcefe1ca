using System.Runtime.CompilerServices;
using System.Text;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>
/// Relays the events of an upstream that speaks the whole Responses API, byte for byte. Only the type of each is looked at, and the
/// last one is parsed: it holds the usage and says how the reply ended.
/// </summary>
internal static class NativeReplyReader
{
    public static async IAsyncEnumerable<ReplyPart> ReadAsync(UpstreamReply reply, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        GatewayError? complaint = null;
        var deltas = new DeltaRun();
        using var frames = new SseReader(reply.Body);
        while (await frames.ReadAsync(cancellationToken))
        {
            if (frames.IsUnterminated && !StreamEvent.IsWhole(frames.Data.Span))
            {
                break;
            }

            var data = StreamEvent.OnOneLine(frames.Data);
            var type = StreamEvent.Type(data);
            var kind = StreamEventKinds.Of(type.Span);
            // Clients take "error" for an end, or do not see it at all: it becomes a status or response.failed.
            if (type.IsEmpty || kind == StreamEventKind.Error)
            {
                complaint = StreamErrors.Find(data, reply.Route) ?? complaint;
            }

            var isLast = kind is StreamEventKind.Completed or StreamEventKind.Incomplete or StreamEventKind.Failed;
            var end = isLast ? ReplyEnding.Read(kind, data, reply.Route) : null;
            if (isLast && end is null)
            {
                // What nobody can read ends nothing for the client either: the reply is cut off here.
                break;
            }

            if (end?.Usage is { } usage)
            {
                // Before the event: a client that has the event may leave, and the call must still be settled.
                yield return usage;
            }

            // A failure that quotes the credential is told in the gateway's own event, from which it is taken out.
            if (!type.IsEmpty && kind != StreamEventKind.Error && !(kind == StreamEventKind.Failed && Quotes(data, reply.Credential)))
            {
                deltas.Learn(type.Span);
                yield return new NativeEvent(type, data);
                if (deltas.Take(frames) is { } run)
                {
                    yield return run;
                }
            }

            if (end is not null)
            {
                yield return end.End;
                yield break;
            }
        }

        if (complaint is not null)
        {
            yield return new Failed(complaint);
        }
    }

    private static bool Quotes(ReadOnlyMemory<byte> data, string? credential) => !string.IsNullOrEmpty(credential) && data.Span.IndexOf(Encoding.UTF8.GetBytes(credential)) >= 0;
}
