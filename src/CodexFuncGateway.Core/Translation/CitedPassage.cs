namespace CodexFuncGateway.Translation;

/// <summary>Where a passage stands in the text of the whole answer.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">What follows it.</param>
/// <param name="InBytes">Whether the upstream counts bytes of UTF-8; others count characters, which are code points.</param>
public readonly record struct CitedPassage(int Start, int End, bool InBytes)
{
    /// <summary>The same passage in characters of one message.</summary>
    /// <param name="before">The texts of the messages before it.</param>
    internal (int Start, int End) In(ReadOnlySpan<byte> message, IEnumerable<ReadOnlyMemory<byte>> before)
    {
        var (start, end, inBytes) = (Start, End, InBytes);
        var earlier = before.Sum(text => inBytes ? text.Length : Utf8Text.CountCharacters(text.Span));
        return inBytes
            ? (Utf8Text.CountCharacters(message[..Math.Clamp(start - earlier, 0, message.Length)]), Utf8Text.CountCharacters(message[..Math.Clamp(end - earlier, 0, message.Length)]))
            : (Math.Max(0, start - earlier), Math.Max(0, end - earlier));
    }
}
