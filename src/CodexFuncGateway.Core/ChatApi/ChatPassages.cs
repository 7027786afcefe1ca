namespace CodexFuncGateway.ChatApi;

/// <summary>Sets passages of one text apart by a blank line: what is several items or parts in a response is one text in a chat answer.</summary>
internal sealed class ChatPassages(IChatAnswer answer)
{
    private (int Item, int Part)? last;

    public bool HasBegun => last is not null;

    /// <param name="part">Zero where the parts of an item are one passage.</param>
    public void Append(ReadOnlySpan<byte> name, int item, int part, ReadOnlySpan<byte> text)
    {
        if (last is { } previous && previous != (item, part))
        {
            answer.Append(name, "\"\\n\\n\""u8);
        }

        last = (item, part);
        answer.Append(name, text);
    }
}
