using System.Buffers;
using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.CohereChat.Wire;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Dialects.CohereChat;

/// <summary>
/// Reads one reply, event by event, or whole. The plan that the model makes for its calls is told as text, since it is meant to be shown.
/// Citations are passed over: they point into tool outputs, for which the Responses API has no kind of annotation.
/// </summary>
internal sealed class CohereReplyReader(Route route)
{
    private readonly List<ReplyPart> parts = [];
    private readonly ArrayBufferWriter<byte> thought = new();

    /// <summary>Whether the reply has said that it is over.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>What an event, or a whole reply, says. The list is reused by the next call.</summary>
    public IReadOnlyList<ReplyPart> Read(ReadOnlySpan<byte> data)
    {
        parts.Clear();
        try
        {
            if (JsonSerializer.Deserialize(data, CohereJson.Default.CohereEvent) is { } read)
            {
                ReadEvent(read, data);
            }
        }
        catch (JsonException)
        {
            End(new Failed(new GatewayError(ErrorKind.UpstreamFailed, "The provider sent an event that is not valid JSON.")));
        }

        return parts;
    }

    private void ReadEvent(CohereEvent read, ReadOnlySpan<byte> data)
    {
        switch (read.Type)
        {
            case CohereEventType.ContentStart or CohereEventType.ContentDelta when read.Delta?.Message is { } message:
                ReadContent(message.Content);
                break;
            case CohereEventType.ContentEnd:
                Seal();
                break;
            case CohereEventType.ToolPlanDelta:
                ReadText(read.Delta?.Message?.ToolPlan ?? default);
                break;
            case CohereEventType.ToolCallStart when read.Delta?.Message?.ToolCalls is [{ } call, ..]:
                StartCall(read.Index, call);
                break;
            case CohereEventType.ToolCallDelta when read.Delta?.Message?.ToolCalls is [{ } call, ..]:
                ReadArguments(read.Index, call);
                break;
            case CohereEventType.MessageEnd:
                ReadEnd(read.Delta?.FinishReason, read.Delta?.Usage, read.Delta?.Error);
                break;
            case CohereEventType.None or CohereEventType.Other when read.IsComplaint:
                End(new Failed(UpstreamErrors.Classify(UpstreamErrorBody.Read(JsonElement.Parse(data)), route)));
                break;
            case CohereEventType.None when read.Message is { Span: [(byte)'{', ..] message }:
                // The upstream ignored "stream": everything at once.
                ReadWhole(JsonSerializer.Deserialize(message, CohereJson.Default.CohereReplyMessage)!);
                ReadEnd(read.FinishReason, read.Usage, null);
                break;
        }
    }

    private void ReadWhole(CohereReplyMessage message)
    {
        ReadContent(message.Content);
        ReadText(message.ToolPlan);
        for (var index = 0; index < message.ToolCalls.Count; index++)
        {
            if (message.ToolCalls[index] is { } call)
            {
                StartCall(index, call);
            }
        }
    }

    private void ReadContent(IReadOnlyList<CohereReplyBlock> blocks)
    {
        foreach (var block in blocks.OfType<CohereReplyBlock>())
        {
            if (!block.Thinking.IsEmpty)
            {
                thought.Write(block.Thinking.Span);
                parts.Add(new ReasoningDelta(block.Thinking.Bytes));
            }

            ReadText(block.Text);
        }
    }

    private void ReadText(Utf8Text text)
    {
        if (!text.IsEmpty)
        {
            Seal();
            parts.Add(new TextDelta(text.Bytes));
        }
    }

    private void StartCall(int index, CohereReplyCall call)
    {
        Seal();
        parts.Add(new ToolCallStarted(index, call.Id ?? "", call.Function?.Name ?? ""));
        ReadArguments(index, call);
    }

    private void ReadArguments(int index, CohereReplyCall call)
    {
        if (call.Function is { Arguments: { IsEmpty: false } arguments })
        {
            parts.Add(new ToolArgumentsDelta(index, arguments.Bytes));
        }
    }

    /// <summary>Ends a stretch of thinking, if there is one; its text is what goes back.</summary>
    private void Seal()
    {
        if (thought.WrittenCount > 0)
        {
            parts.Add(new ReasoningSealed(thought.WrittenSpan.ToArray()));
            thought.ResetWrittenCount();
        }
    }

    private void ReadEnd(string? reason, CohereUsageWire? usage, string? complaint)
    {
        if (usage is not (null or { Tokens: null, BilledUnits: null }))
        {
            parts.Add(CohereUsage.Map(usage));
        }

        if (CohereFinishReasons.IsFailure(reason) && complaint is { Length: > 0 })
        {
            End(new Failed(UpstreamErrors.Classify(new UpstreamErrorBody(complaint, []), route)));
            return;
        }

        Seal();
        End(CohereFinishReasons.Map(reason));
    }

    private void End(ReplyPart end)
    {
        parts.Add(end);
        IsAtEnd = true;
    }
}
