using System.Buffers;
using System.Text;
using System.Text.Json;

namespace CodexFuncGateway.Translation;

/// <summary>
/// Recognises a text delta by its likeness to the one before it. Most hosts repeat the whole event byte for byte but for the text, and what
/// stands in the same place of the same JSON means the same; so the deltas of a reply are parsed once. Anything else is left to the dialect's reader.
/// </summary>
/// <param name="padding">The name of a member that means nothing and is different each time, by which some hosts hide how long the text is.</param>
/// <param name="countsDiffer">Whether numbers behind the text may differ, which the dialect then reads itself: counters of usage.</param>
internal sealed class RepeatedDelta(string padding = "p", bool countsDiffer = false)
{
    private const byte Quote = (byte)'"';
    private const byte Backslash = (byte)'\\';

    /// <summary>Where a plain piece of text ends: at the end of the string, at an escape, or at what JSON forbids.</summary>
    private static readonly SearchValues<byte> Stops = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (byte)code), Quote, Backslash]);

    private readonly byte[] paddingStart = Encoding.UTF8.GetBytes($"\"{padding}\":\"");
    private byte[] before = [];
    private byte[] between = [];
    private byte[] after = [];
    private byte[] decoded = [];

    /// <summary>The text of an event that is the learnt one but for its text; valid as long as <paramref name="data"/>, and until the next is read.</summary>
    public bool TryRead(ReadOnlyMemory<byte> data, out ReadOnlyMemory<byte> text)
    {
        text = default;
        if (before.Length == 0 || !data.Span.StartsWith(before))
        {
            return false;
        }

        var rest = data.Span[before.Length..];
        if (TextLength(rest, out var isPlain) is not (> 0 and var length) || !(countsDiffer ? IsAlikeButForNumbers(rest[length..]) : IsAlike(rest[length..])))
        {
            return false;
        }

        text = data.Slice(before.Length, length);
        return isPlain || TryDecode(data.Span.Slice(before.Length - 1, length + 2), out text);
    }

    private bool IsAlike(ReadOnlySpan<byte> rest)
    {
        if (!rest.StartsWith(between))
        {
            return false;
        }

        rest = rest[between.Length..];
        return after.Length == 0 ? rest.IsEmpty : PlainLength(rest) is >= 0 and var padded && rest[padded..].SequenceEqual(after);
    }

    private bool IsAlikeButForNumbers(ReadOnlySpan<byte> rest)
    {
        ReadOnlySpan<byte> learnt = between;
        while (true)
        {
            var same = learnt.CommonPrefixLength(rest);
            var isInNumber = same > 0 && char.IsAsciiDigit((char)learnt[same - 1]);
            learnt = learnt[same..];
            rest = rest[same..];
            if (learnt.IsEmpty && rest.IsEmpty)
            {
                return true;
            }

            var (then, now) = (Digits(learnt), Digits(rest));
            if (then + now == 0 || (!isInNumber && (then == 0 || now == 0)))
            {
                return false;
            }

            learnt = learnt[then..];
            rest = rest[now..];
        }
    }

    private static int Digits(ReadOnlySpan<byte> text) => text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is >= 0 and var count ? count : text.Length;

    /// <summary>Takes note of an event that was read in full, if it stated a plain text and nothing else; otherwise stays with the one before.</summary>
    public void Learn(ReadOnlySpan<byte> data, IReadOnlyList<ReplyPart> parts)
    {
        if (parts is [TextDelta { Text: var text }] && !data.Contains(Backslash) && Place(data, text.Span) is { } place)
        {
            before = data[..place.Start].ToArray();
            LearnRest(data[place.End..]);
        }
    }

    private void LearnRest(ReadOnlySpan<byte> rest)
    {
        var start = rest.IndexOf(paddingStart);
        var split = start < 0 ? rest.Length : start + paddingStart.Length;
        between = rest[..split].ToArray();
        after = start < 0 ? [] : rest[(split + PlainLength(rest[split..]))..].ToArray();
    }

    /// <summary>How long a string is of which this is the rest, escapes and all; negative where it is not closed.</summary>
    private static int TextLength(ReadOnlySpan<byte> rest, out bool isPlain)
    {
        isPlain = true;
        for (var at = 0; rest[at..].IndexOfAny(Stops) is >= 0 and var stop && at + stop + 1 < rest.Length; at += stop + 2)
        {
            if (rest[at + stop] != Backslash)
            {
                return rest[at + stop] == Quote ? at + stop : -1;
            }

            isPlain = false;
        }

        return -1;
    }

    private bool TryDecode(ReadOnlySpan<byte> literal, out ReadOnlyMemory<byte> text)
    {
        decoded = decoded.Length >= literal.Length ? decoded : new byte[literal.Length * 2];
        try
        {
            var reader = new Utf8JsonReader(literal);
            reader.Read();
            text = decoded.AsMemory(0, reader.CopyString(decoded));
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No escape, or half of a surrogate pair: the dialect's reader says what that means.
            text = default;
            return false;
        }
    }

    /// <summary>How long a string is of which this is the rest; negative where it is not plain, or not closed.</summary>
    private static int PlainLength(ReadOnlySpan<byte> rest) => rest.IndexOfAny(Stops) is >= 0 and var length && rest[length] == Quote ? length : -1;

    /// <summary>Where the text stands between quotation marks; null where it does so twice, since either might be meant.</summary>
    private static Range? Place(ReadOnlySpan<byte> data, ReadOnlySpan<byte> text)
    {
        byte[] quoted = [Quote, .. text, Quote];
        var at = data.IndexOf(quoted);
        return at >= 0 && data.LastIndexOf(quoted) == at ? (at + 1)..(at + 1 + text.Length) : null;
    }
}
