using System.Text;
using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.BedrockConverse.Wire;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Dialects.BedrockConverse;

/// <summary>Reads one reply, event by event. What was consumed comes last, after the word that the reply is whole.</summary>
internal sealed class ConverseReplyReader(Route route)
{
    private readonly List<ReplyPart> parts = [];
    private readonly ConverseBlockReader blocks = new();
    private readonly RepeatedDelta repeated = new();

    private bool hasFailed;
    private bool hasStopped;
    private bool hasUsage;

    /// <summary>Whether nothing more can come.</summary>
    public bool IsAtEnd => hasFailed || (hasStopped && hasUsage);

    /// <summary>What a message of the stream says. The list is reused by the next call.</summary>
    public IReadOnlyList<ReplyPart> Read(AwsEventHeaders headers, ReadOnlyMemory<byte> payload)
    {
        parts.Clear();
        var type = ConverseEventTypes.Read(headers);
        if (type == ConverseEventType.Exception)
        {
            Fail(ReadComplaint(headers, payload));
        }
        else if (type == ConverseEventType.ContentBlockDelta && repeated.TryRead(payload, out var text))
        {
            parts.Add(new TextDelta(text));
            return parts;
        }
        else if (type != ConverseEventType.Other && Parse(payload.Span) is { } read)
        {
            ReadEvent(type, read);
        }

        repeated.Learn(payload.Span, type == ConverseEventType.ContentBlockDelta ? parts : []);
        return parts;
    }

    /// <summary>What a reply says that is not streamed.</summary>
    public IReadOnlyList<ReplyPart> ReadWhole(ReadOnlySpan<byte> body)
    {
        parts.Clear();
        if (Parse(body) is not { } read)
        {
            return parts;
        }

        var content = read.Output?.Message?.Content ?? [];
        for (var index = 0; index < content.Count; index++)
        {
            if (content[index] is { } block)
            {
                blocks.AddWhole(index, block, parts);
            }
        }

        ReadUsage(read);
        ReadStop(read.StopReason);
        return parts;
    }

    private ConverseEvent? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ConverseJson.Default.ConverseEvent);
        }
        catch (JsonException)
        {
            Fail(new GatewayError(ErrorKind.UpstreamFailed, "The provider sent an event that is not valid JSON."));
            return null;
        }
    }

    private void ReadEvent(ConverseEventType type, ConverseEvent read)
    {
        switch (type)
        {
            case ConverseEventType.ContentBlockStart when read.Start?.ToolUse is { } call:
                blocks.StartCall(read.ContentBlockIndex, call, parts);
                break;
            case ConverseEventType.ContentBlockDelta when read.Delta is { } delta:
                blocks.Add(read.ContentBlockIndex, delta, parts);
                break;
            case ConverseEventType.ContentBlockStop:
                blocks.Stop(read.ContentBlockIndex, parts);
                break;
            case ConverseEventType.MessageStop:
                ReadStop(read.StopReason);
                break;
            case ConverseEventType.Metadata:
                ReadUsage(read);
                break;
        }
    }

    private void ReadUsage(ConverseEvent read)
    {
        if (read.Usage is { } usage)
        {
            hasUsage = true;
            parts.Add(new UsageReported(ConverseUsage.Map(usage), read.ServiceTier?.Type));
        }
    }

    private void ReadStop(string? reason)
    {
        hasStopped = true;
        blocks.StopAll(parts);
        if (!ConverseStopReasons.IsCutOff(reason))
        {
            blocks.CompleteCalls(parts);
        }

        parts.Add(ConverseStopReasons.Map(reason));
    }

    private GatewayError ReadComplaint(AwsEventHeaders headers, ReadOnlyMemory<byte> payload)
    {
        var body = UpstreamErrorBody.Read(payload.IsEmpty ? headers.ErrorMessage : payload);
        return UpstreamErrors.Classify(body with { Codes = [Encoding.UTF8.GetString(headers.Name.Span), .. body.Codes] }, route);
    }

    private void Fail(GatewayError error)
    {
        hasFailed = true;
        parts.Add(new Failed(error));
    }
}
