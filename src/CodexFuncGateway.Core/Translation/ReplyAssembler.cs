using System.Buffers;
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
    private readonly Func<ReadOnlyMemory<byte>, string> seal;
    private readonly ToolRewriter tools;
    private readonly ResponseEventWriter events;
    private readonly ResponseBodyWriter body;
    private readonly List<OutputItem> items = [];
    private readonly List<(int Index, ToolCallOutput Call)> openCalls = [];
    private OutputItem? open;

    /// <param name="output">Where events go.</param>
    /// <param name="seal">Puts an upstream's own state into an envelope for the client.</param>
    public ReplyAssembler(ResponseHead head, ToolRewriter tools, Func<ReadOnlyMemory<byte>, string> seal, IBufferWriter<byte> output)
    {
        (this.head, this.tools, this.seal) = (head, tools, seal);
        events = new ResponseEventWriter(output);
        body = new ResponseBodyWriter(head);
    }

    /// <summary>The newest usage the upstream reported; null while it has not.</summary>
    public UsageReported? Usage { get; private set; }

    /// <summary>How the upstream said the reply ended; null while it has not.</summary>
    public ReplyEnd? End { get; private set; }

    /// <summary>Bytes of text the model has produced, for an estimate of its tokens.</summary>
    public int TextLength => items.Sum(item => item.TextLength);

    /// <summary>Begins the stream.</summary>
    public void Start()
    {
        WriteRunning("response.created"u8);
        WriteRunning("response.in_progress"u8);
    }

    /// <summary>Says that the response is still being made; data, because clients do not count comments as life.</summary>
    public void KeepAlive() => WriteRunning("response.in_progress"u8);

    public void Accept(ReplyPart part)
    {
        switch (part)
        {
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
                Reasoning().Envelope = seal(payload);
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
            case UsageReported usage:
                Usage = usage;
                break;
            case Finished { Reason: var reason }:
                Finish(new ReplyEnd(reason, null));
                break;
            case Failed { Error: var error }:
                Finish(new ReplyEnd(null, error));
                break;
        }
    }

    /// <summary>Ends the stream with its one terminal event.</summary>
    public void Complete(TokenUsage usage)
    {
        Finish(ReplyEnd.CutOff);
        var json = events.Begin(End!.EventType);
        json.WritePropertyName("response"u8);
        body.WriteFinal(json, End, items, usage);
        events.End();
    }

    /// <summary>Makes the reply a failed one, whatever the upstream said or left unsaid.</summary>
    public void Fail(GatewayError error)
    {
        End = null;
        Finish(new ReplyEnd(null, error));
    }

    public void Dispose() => events.Dispose();

    private void WriteRunning(ReadOnlySpan<byte> type)
    {
        var json = events.Begin(type);
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
        CloseOpen("completed"u8);
        var index = items.Count;
        var callId = started.CallId.Length > 0 ? started.CallId : $"call_{head.Suffix}_{index}";
        var called = tools.Restore(started.Name);
        ToolCallOutput call = called.IsCustom
            ? new CustomToolCallOutput(events, index, head.Suffix, callId, called.Tool)
            : new FunctionCallOutput(events, index, head.Suffix, callId, called.Tool);
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

        items.RemoveAll(item => openCalls.Exists(call => call.Call == item) || item == open);
    }
}
