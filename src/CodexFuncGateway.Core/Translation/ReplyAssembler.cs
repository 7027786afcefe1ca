using System.Buffers;
using System.Text.Json;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation.Output;

namespace CodexFuncGateway.Translation;

/// <summary>
/// Assembles the facts of any upstream into a Responses event stream. Items, their ids, indexes and order, and the sequence numbers are
/// derived here and nowhere else. Tool calls may overlap, everything else comes one after the other.
/// </summary>
internal sealed class ReplyAssembler : IDisposable
{
    private readonly ResponseHead head;
    private readonly ResponseEventWriter events;
    private readonly ResponseBodyWriter body;
    private readonly List<OutputItem> items = [];
    private readonly List<(int Index, ToolCallOutput Call)> openCalls = [];
    private OutputItem? open;
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
    public int TextLength => finalLength ?? items.Sum(item => item.TextLength) + untold;

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
                CloseOpen("completed"u8);
                break;
            case ToolCallStarted call:
                StartCall(call);
                break;
            case ToolArgumentsDelta delta:
                Call(delta.Index)?.Append(delta.Json.Span);
                break;
            case ToolCallCompleted { Index: var index }:
                CompleteCalls(call => call == index);
                break;
            case Summary { Text: var summary }:
                Begin(new CompactionOutput(events, items.Count, head.Suffix, origin!.SealSummary(summary.Span), summary.Length));
                break;
            case Untold { Bytes: var bytes }:
                untold += bytes;
                break;
            case Finished { Reason: var reason }:
                Finish(new ReplyEnd(reason, null));
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
            body.WriteFinal(json, end, items, usage);
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
            body.WriteFinal(json, Conclude(), items, usage);
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
            (open as MessageOutput ?? Begin(new MessageOutput(events, items.Count, head.Suffix))).Append(text);
        }
    }

    private ReasoningOutput Reasoning() => open as ReasoningOutput ?? Begin(new ReasoningOutput(events, items.Count, head.Suffix));

    private T Begin<T>(T item)
        where T : OutputItem
    {
        CloseOpen("completed"u8);
        Announce(item);
        open = item;
        return item;
    }

    private void StartCall(ToolCallStarted started)
    {
        if (origin!.OneCallOnly && items.Exists(item => item is ToolCallOutput))
        {
            return;
        }

        CloseOpen("completed"u8);
        var index = items.Count;
        var callId = started.CallId.Length > 0 ? started.CallId : $"call_{head.Suffix}_{index}";
        var called = origin.Tools.Restore(started.Name);
        ToolCallOutput call = called.Kind switch
        {
            ToolKind.Custom => new CustomToolCallOutput(events, index, head.Suffix, callId, called.Tool, wrapping: null),
            ToolKind.Grammar => new CustomToolCallOutput(events, index, head.Suffix, callId, called.Tool, new FreeformWrapping()),
            ToolKind.Search => new ToolSearchCallOutput(events, index, head.Suffix, callId, called.Tool),
            _ => new FunctionCallOutput(events, index, head.Suffix, callId, called.Tool),
        };
        Announce(call);
        openCalls.Add((started.Index, call));
    }

    private void Announce(OutputItem item)
    {
        items.Add(item);
        item.Open();
    }

    private ToolCallOutput? Call(int index) => openCalls.FindLast(call => call.Index == index).Call;

    private void CompleteCalls(Predicate<int> which)
    {
        foreach (var (index, call) in openCalls)
        {
            if (which(index))
            {
                call.Close("completed"u8);
            }
        }

        openCalls.RemoveAll(call => which(call.Index));
    }

    private void CloseOpen(ReadOnlySpan<byte> status)
    {
        open?.Close(status);
        open = null;
    }

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
            CloseOpen(end.Reason == FinishReason.Completed ? "completed"u8 : "incomplete"u8);
        }

        if (end.Reason == FinishReason.Completed)
        {
            CompleteCalls(_ => true);
        }

        finalLength = TextLength;
        items.RemoveAll(item => openCalls.Exists(call => call.Call == item) || item == open);
    }
}
