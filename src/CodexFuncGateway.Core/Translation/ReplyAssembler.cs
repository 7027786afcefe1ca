using System.Buffers;
using System.Text.Json;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation.Output;

namespace CodexFuncGateway.Translation;

/// <summary>
/// Assembles the facts of any upstream into a Responses event stream. Items, their ids, indexes and order, and the sequence numbers are
/// derived here and in its parts (<see cref="OutputItems"/>, <see cref="ReplyCalls"/>, <see cref="ReplySearches"/>), and nowhere else.
/// </summary>
internal sealed class ReplyAssembler : IDisposable
{
    private readonly ResponseHead head;
    private readonly ResponseEventWriter events;
    private readonly ResponseBodyWriter body;
    private readonly OutputItems items = new();
    private readonly ReplyCalls calls;
    private readonly ReplySearches searches;
    private ReplyOrigin? origin;
    private NativeRelay? native;
    private int? finalLength;
    private int untold;

    /// <param name="head">What is known of the response already.</param>
    /// <param name="output">Where events go.</param>
    public ReplyAssembler(ResponseHead head, IBufferWriter<byte> output)
    {
        this.head = head;
        events = new ResponseEventWriter(output);
        body = new ResponseBodyWriter(head);
        calls = new ReplyCalls(items, events, head.Suffix);
        searches = new ReplySearches(items, events, head.Suffix);
    }

    /// <summary>Whether the upstream numbers the events itself.</summary>
    public bool IsRelayed { get; init; }

    /// <summary>Whether the whole response is wanted in the end, and not only its events.</summary>
    public bool KeepsResponse { get; init; }

    /// <summary>The newest usage the upstream reported; null while it has not.</summary>
    public UsageReported? Usage { get; private set; }

    /// <summary>How the upstream said the reply ended; null while it has not.</summary>
    public ReplyEnd? End { get; private set; }

    /// <summary>Bytes of text the model has produced, also in items that were cut off, for an estimate of its tokens.</summary>
    public int TextLength => finalLength ?? items.TextLength + untold;

    /// <summary>Deltas of an upstream that speaks Responses itself; their text is not looked at.</summary>
    public int NativeDeltas => native?.Deltas ?? 0;

    /// <summary>Whether anything has been written.</summary>
    public bool HasStarted => events.NextNumber > 0;

    /// <summary>Says whose reply it is. Nothing but <see cref="Start"/> and <see cref="KeepAlive"/> makes sense before.</summary>
    public void Attach(ReplyOrigin whose) => origin = whose;

    /// <summary>Begins the stream of an upstream that does not begin it itself.</summary>
    public void Start()
    {
        WriteRunning("response.created"u8);
        WriteRunning("response.in_progress"u8);
    }

    /// <summary>Says that the response is still being made; data, because clients do not count comments as life.</summary>
    public void KeepAlive()
    {
        var json = IsRelayed ? events.BeginUnnumbered("response.in_progress"u8) : events.Begin("response.in_progress"u8);
        WriteRunningResponse(json);
    }

    /// <summary>Takes one more fact. Once the reply has ended, only its usage is still news.</summary>
    public void Accept(ReplyPart part)
    {
        switch (part)
        {
            case UsageReported usage:
                Usage = usage;
                break;
            case var _ when End is not null:
                break;
            case NativeEvent told:
                native ??= new NativeRelay(events, origin!, KeepsResponse, HasStarted ? body.Id : null);
                native.Accept(told, Usage);
                body.Id = native.ResponseId ?? body.Id;
                break;
            case NativeDeltas told:
                native!.Accept(told); // never a stream's first word
                break;
            case TextDelta { Text: var text }:
                AppendText(text.Span);
                break;
            case RefusalDelta { Text: var text }:
                // Codex drops refusal parts without a word, so a refusal is told as text.
                AppendText(text.Span);
                break;
            case ReasoningDelta { Text: var text }:
                Reasoning().Append(text.Span);
                break;
            case ReasoningSealed { Payload: var payload }:
                Reasoning().Envelope = origin!.Seal(payload.Span);
                items.CloseOpen("completed"u8);
                break;
            case ToolCallStarted call:
                calls.Start(call, origin!);
                break;
            case ToolArgumentsDelta delta:
                calls.Append(delta);
                break;
            case ToolCallCompleted { Index: var index }:
                calls.Complete(index);
                break;
            case SearchStarted search:
                searches.Start(search);
                break;
            case SearchEnded search:
                searches.End(search);
                break;
            case Citation citation:
                searches.Cite(citation);
                break;
            case Summary { Text: var summary }:
                items.Begin(new CompactionOutput(events, items.Count, head.Suffix, origin!.SealSummary(summary.Span), summary.Length));
                break;
            case Untold { Bytes: var bytes }:
                untold += bytes;
                break;
            case Finished finished:
                Finish(new ReplyEnd(finished.Reason, null) { IsPause = finished.IsPause });
                break;
            case Failed { Error: var error }:
                Finish(new ReplyEnd(null, error));
                break;
        }
    }

    /// <summary>Ends the stream with its one terminal event, unless the upstream has done so itself.</summary>
    public void Complete(TokenUsage usage)
    {
        var end = Conclude();
        if (native is not { HasEnded: true })
        {
            var json = events.Begin(end.EventType);
            json.WritePropertyName("response"u8);
            body.WriteFinal(json, end, items.All, usage);
            events.End();
        }
    }

    /// <summary>How the reply ended; one that the upstream did not end was cut off.</summary>
    public ReplyEnd Conclude()
    {
        Finish(ReplyEnd.CutOff);
        return End!;
    }

    /// <summary>Writes the whole response, for a client that did not ask for a stream.</summary>
    public void WriteResponse(Utf8JsonWriter json, TokenUsage usage)
    {
        if (native?.FinalResponse is { } final)
        {
            json.WriteRawValue(final.Span, skipInputValidation: true);
        }
        else
        {
            body.WriteFinal(json, Conclude(), items.All, usage);
        }
    }

    /// <summary>Makes the reply a failed one, whatever the upstream said or left unsaid.</summary>
    public void Fail(GatewayError error)
    {
        End = null;
        Finish(new ReplyEnd(null, error));
    }

    public void Dispose() => events.Dispose();

    private void WriteRunning(ReadOnlySpan<byte> type) => WriteRunningResponse(events.Begin(type));

    private void WriteRunningResponse(Utf8JsonWriter json)
    {
        json.WritePropertyName("response"u8);
        body.WriteRunning(json);
        events.End();
    }

    private void AppendText(ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty)
        {
            (items.Open as MessageOutput ?? items.Begin(new MessageOutput(events, items.Count, head.Suffix))).Append(text);
        }
    }

    private ReasoningOutput Reasoning() => items.Open as ReasoningOutput ?? items.Begin(new ReasoningOutput(events, items.Count, head.Suffix));

    /// <summary>
    /// Closes what is open. A call whose arguments were cut off is not completed: clients run a call as soon as it is done.
    /// </summary>
    private void Finish(ReplyEnd end)
    {
        if (End is not null)
        {
            return;
        }

        End = end;
        if (end.Error is null)
        {
            items.CloseOpen(end.Reason == FinishReason.Completed ? "completed"u8 : "incomplete"u8);
        }

        if (end.Reason == FinishReason.Completed)
        {
            calls.CompleteAll();
            searches.EndAll();
        }

        finalLength = TextLength;
        items.RemoveUnfinished();
    }
}
