using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>
/// Reads text into parts. Messages, and passages of reasoning, that follow one another are told apart by a blank line, since parts do not
/// say where an item begins.
/// </summary>
internal sealed class PassageReader(List<ReplyPart> parts)
{
    private static readonly ReadOnlyMemory<byte> BlankLine = "\n\n"u8.ToArray();

    private (bool IsText, int Item, int Passage)? last;

    /// <summary>How many characters of text have been told.</summary>
    public int Characters { get; private set; }

    public void AddText(int item, ReadOnlyMemory<byte> text)
    {
        if (text.IsEmpty)
        {
            return;
        }

        if (IsNext(isText: true, item, passage: 0))
        {
            Add(BlankLine);
        }

        Add(text);
    }

    public void AddReasoning(int item, int passage, ReadOnlyMemory<byte> text)
    {
        if (text.IsEmpty)
        {
            return;
        }

        if (IsNext(isText: false, item, passage))
        {
            parts.Add(new ReasoningDelta(BlankLine));
        }

        parts.Add(new ReasoningDelta(text));
    }

    public void AddRefusal(ReadOnlyMemory<byte> text)
    {
        if (!text.IsEmpty)
        {
            parts.Add(new RefusalDelta(text));
        }
    }

    /// <summary>Something else comes between, which sets passages apart by itself.</summary>
    public void End() => last = null;

    private void Add(ReadOnlyMemory<byte> text)
    {
        Characters += Utf8Text.CountCharacters(text.Span);
        parts.Add(new TextDelta(text));
    }

    private bool IsNext(bool isText, int item, int passage)
    {
        var isNext = last is { } previous && previous.IsText == isText && (previous.Item, previous.Passage) != (item, passage);
        last = (isText, item, passage);
        return isNext;
    }
}
