using System.Buffers;

namespace CodexFuncGateway.Translation;

/// <summary>
/// Recognises a text delta by its likeness to the one before it. Most hosts repeat the whole event byte for byte but for the text, and what
/// stands in the same place of the same JSON means the same; so a run of deltas is parsed once. Anything else is left to the dialect's reader.
/// </summary>
internal sealed class RepeatedDelta
{
    private const byte Quote = (byte)'"';
    private const byte Backslash = (byte)'\\';

    /// <summary>What a plain piece of text cannot hold: the end of the string, an escape, or what JSON forbids.</summary>
    private static readonly SearchValues<byte> Stops = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (byte)code), Quote, Backslash]);

    private byte[] before = [];
    private byte[] after = [];

    /// <summary>The text of an event that is the learnt one but for its text; as valid as <paramref name="data"/>.</summary>
    public bool TryRead(ReadOnlyMemory<byte> data, out ReadOnlyMemory<byte> text)
    {
        text = default;
        if (before.Length == 0 || data.Length <= before.Length + after.Length || !data.Span.StartsWith(before) || !data.Span.EndsWith(after))
        {
            return false;
        }

        text = data[before.Length..^after.Length];
        return !text.Span.ContainsAny(Stops);
    }

    /// <summary>Takes note of an event that was read in full, if it stated a text and nothing else; forgets the one before in any case.</summary>
    public void Learn(ReadOnlySpan<byte> data, IReadOnlyList<ReplyPart> parts)
    {
        (before, after) = ([], []);
        if (parts is [TextDelta { Text: var text }] && !data.Contains(Backslash) && Place(data, text.Span) is { } place)
        {
            (before, after) = (data[..place.Start].ToArray(), data[place.End..].ToArray());
        }
    }

    /// <summary>Where the text stands between quotation marks; null where it does so twice, since either might be meant.</summary>
    private static Range? Place(ReadOnlySpan<byte> data, ReadOnlySpan<byte> text)
    {
        byte[] quoted = [Quote, .. text, Quote];
        var at = data.IndexOf(quoted);
        return at >= 0 && data.LastIndexOf(quoted) == at ? (at + 1)..(at + 1 + text.Length) : null;
    }
}
