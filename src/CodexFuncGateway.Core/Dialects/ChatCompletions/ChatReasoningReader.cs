using System.Buffers;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.ChatCompletions.Wire;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.ChatCompletions;

/// <summary>
/// Reads reasoning under the names hosts give it, and keeps what the host wants back: its own text, or OpenRouter's details verbatim.
/// </summary>
internal sealed class ChatReasoningReader(ReasoningReplay replay)
{
    private readonly ArrayBufferWriter<byte> kept = new();

    public void Read(ChatDelta delta, List<ReplyPart> parts)
    {
        var text = !delta.ReasoningContent.IsEmpty ? delta.ReasoningContent : !delta.Reasoning.IsEmpty ? delta.Reasoning : delta.Content.Thinking;
        if (!text.IsEmpty)
        {
            parts.Add(new ReasoningDelta(text.Bytes));
        }

        if (replay != ReasoningReplay.ReasoningDetails)
        {
            kept.Write(text.Span);
        }
        else if (delta.ReasoningDetails is { } details)
        {
            Keep(details.Span);
        }
    }

    /// <summary>Ends a stretch of reasoning, if there is one.</summary>
    public void Seal(List<ReplyPart> parts)
    {
        if (kept.WrittenCount == 0)
        {
            return;
        }

        if (replay == ReasoningReplay.ReasoningDetails)
        {
            kept.Write("]"u8);
        }

        parts.Add(new ReasoningSealed(kept.WrittenSpan.ToArray()));
        kept.ResetWrittenCount();
    }

    /// <summary>Joins the arrays of all chunks to one.</summary>
    private void Keep(ReadOnlySpan<byte> array)
    {
        var elements = array[1..^1];
        if (elements.Trim((byte)' ').IsEmpty)
        {
            return;
        }

        kept.Write(kept.WrittenCount == 0 ? "["u8 : ","u8);
        kept.Write(elements);
    }
}
