using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.ChatCompletions.Wire;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Dialects.ChatCompletions;

/// <summary>
/// Reads one reply, chunk by chunk. A host that ignored <c>stream</c> answers with a single object that has <c>message</c> in place of
/// <c>delta</c>; it is read as one chunk.
/// </summary>
internal sealed class ChatReplyReader(Route route)
{
    private readonly List<ReplyPart> parts = [];
    private readonly ChatToolCallReader calls = new();
    private readonly ChatSearchReader search = new();
    private readonly ChatReasoningReader reasoning = new(route.Capabilities.ReasoningReplay);
    private readonly RepeatedDelta repeated = new();
    private bool hasSpoken;
    private bool hasText;
    private bool finished;

    /// <summary>What a chunk says. The list is reused by the next call.</summary>
    public IReadOnlyList<ReplyPart> Read(ReadOnlyMemory<byte> data)
    {
        parts.Clear();
        if (repeated.TryRead(data, out var text))
        {
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
            if (JsonSerializer.Deserialize(data, ChatJson.Default.ChatChunk) is { } chunk)
            {
                ReadChunk(chunk);
            }
        }
        catch (JsonException)
        {
            parts.Add(new Failed(new GatewayError(ErrorKind.UpstreamFailed, "The provider sent a chunk that is not valid JSON.")));
        }
    }

    private void ReadChunk(ChatChunk chunk)
    {
        var usage = chunk.Usage ?? chunk.Groq?.Usage;
        ReadUsage(usage, chunk.ServiceTier);
        if (chunk.Error is { ValueKind: JsonValueKind.Object or JsonValueKind.String } error)
        {
            parts.Add(new Failed(UpstreamErrors.Classify(UpstreamErrorBody.Read(error), route)));
        }
        else if (chunk.Choices is [{ } choice, ..])
        {
            ReadDelta(chunk, choice.Delta ?? choice.Message);
            ReadFinish(choice.FinishReason);
        }
        else if (usage is not null && hasSpoken)
        {
            // Usage alone is a stream's last word; Snowflake gives no reason before it (recorded 2026).
            ReadFinish("stop");
        }
    }

    private void ReadUsage(ChatUsageWire? usage, string? serviceTier)
    {
        if (usage is { IsWhole: true })
        {
            parts.Add(new UsageReported(ChatUsage.Map(usage, route.Capabilities, search.Count), serviceTier));
        }
    }

    private void ReadDelta(ChatChunk chunk, ChatDelta? delta)
    {
        if (delta is null)
        {
            return;
        }

        reasoning.Read(delta, parts);
        search.Read(chunk, delta, parts);
        var text = delta.Content.Text;
        if (!text.IsEmpty || !delta.Refusal.IsEmpty || delta.ToolCalls is { Count: > 0 })
        {
            hasSpoken = true;
            reasoning.Seal(parts);
        }

        if (!text.IsEmpty)
        {
            parts.Add(new TextDelta(text.Bytes));
        }

        if (!delta.Refusal.IsEmpty)
        {
            parts.Add(new RefusalDelta(delta.Refusal.Bytes));
        }

        hasText |= !text.IsEmpty;
        if (hasText)
        {
            search.Cite(parts);
        }

        calls.Read(delta.ToolCalls, parts);
    }

    private void ReadFinish(string? reason)
    {
        if (reason is null || finished)
        {
            return;
        }

        finished = true;
        reasoning.Seal(parts);
        parts.Add(ChatStopReasons.Map(reason));
    }
}
