using System.Text;
using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.AnthropicMessages.Wire;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Dialects.AnthropicMessages;

/// <summary>Reads one reply, event by event; the JSON's own <c>type</c> decides, since proxies lose or reorder event names.</summary>
internal sealed class AnthropicReplyReader(Route route)
{
    private readonly List<ReplyPart> parts = [];
    private readonly AnthropicBlockReader blocks = new();
    private readonly AnthropicUsage usage = new();
    private readonly RepeatedDelta repeated = new();
    private string? stopReason;
    private AnthropicStopDetails? stopDetails;

    /// <summary>Whether the reply has said that it is over.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>What an event, or a whole message, says. The list is reused by the next call.</summary>
    public IReadOnlyList<ReplyPart> Read(ReadOnlyMemory<byte> data)
    {
        parts.Clear();
        if (repeated.TryRead(data, out var text))
        {
            blocks.CountText(text.Length);
            parts.Add(new TextDelta(text));
            return parts;
        }

        Parse(data.Span);
        repeated.Learn(data.Span, parts);
        return parts;
    }

    private void Parse(ReadOnlySpan<byte> data)
    {
        try
        {
            if (JsonSerializer.Deserialize(data, AnthropicJson.Default.AnthropicEvent) is { } read)
            {
                ReadEvent(read);
            }
        }
        catch (JsonException)
        {
            Fail(new GatewayError(ErrorKind.UpstreamFailed, "The provider sent an event that is not valid JSON."));
        }
    }

    private void ReadEvent(AnthropicEvent read)
    {
        switch (read.Type)
        {
            case var _ when read.Error is { ValueKind: JsonValueKind.Object or JsonValueKind.String } error:
                Fail(UpstreamErrors.Classify(UpstreamErrorBody.Read(error), route));
                break;
            case AnthropicEventType.Message:
                // A proxy ignored "stream": everything at once.
                ReadMessage(read);
                ReadStop(read.StopReason, read.StopDetails);
                Finish();
                break;
            case AnthropicEventType.MessageStart when read.Message is { } message:
                ReadMessage(message);
                break;
            case AnthropicEventType.ContentBlockStart when read.ContentBlock is { } block:
                blocks.Start(read.Index, block, parts);
                break;
            case AnthropicEventType.ContentBlockDelta when read.Delta is { } delta:
                blocks.Add(read.Index, delta, parts);
                break;
            case AnthropicEventType.ContentBlockStop:
                blocks.Stop(read.Index, parts);
                break;
            case AnthropicEventType.MessageDelta:
                ReadUsage(read.Usage);
                ReadStop(read.Delta?.StopReason, read.Delta?.StopDetails);
                break;
            case AnthropicEventType.MessageStop:
                Finish();
                break;
        }
    }

    /// <summary>
    /// A message begins, whole or still empty. Proxies repeat this, or splice a second attempt onto a first; what was open then ends, but
    /// for a call, of which nobody knows whether it is whole.
    /// </summary>
    private void ReadMessage(AnthropicReply message)
    {
        if (blocks.HasOpenCall)
        {
            Fail(new GatewayError(ErrorKind.UpstreamFailed, "The provider began its reply anew in the middle of a tool call."));
            return;
        }

        blocks.StopAll(parts);
        for (var index = 0; index < message.Content?.Count; index++)
        {
            if (message.Content[index] is { } block)
            {
                blocks.Start(index, block, parts);
                blocks.Stop(index, parts);
            }
        }

        ReadUsage(message.Usage);
    }

    private void ReadUsage(AnthropicUsageWire? stated)
    {
        if (stated is not null)
        {
            parts.Add(usage.Add(stated));
        }
    }

    private void ReadStop(string? reason, AnthropicStopDetails? details)
    {
        (stopReason, stopDetails) = (reason ?? stopReason, details ?? stopDetails);
        if (reason is not null && !AnthropicStopReasons.IsCutOff(reason))
        {
            blocks.CompleteCalls(parts);
        }
    }

    private void Finish()
    {
        if (stopReason == "refusal")
        {
            var explanation = stopDetails?.Explanation is { Length: > 0 } given ? given : "The model declined to answer.";
            parts.Add(new RefusalDelta(Encoding.UTF8.GetBytes(explanation)));
        }

        blocks.End(parts);
        parts.Add(AnthropicStopReasons.Map(stopReason));
        IsAtEnd = true;
    }

    private void Fail(GatewayError error)
    {
        parts.Add(new Failed(error));
        IsAtEnd = true;
    }
}
