using System.Text.Json;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.ChatApi;

/// <summary>
/// Ends an answer before the first of the client's <c>stop</c> sequences. Done here, since Responses have no such setting and reasoning models refuse it;
/// what the upstream writes behind it is paid for all the same.
/// </summary>
internal sealed class ChatStops(IReadOnlyList<byte[]> sequences)
{
    private byte[] held = [];

    public bool HasStopped { get; private set; }

    /// <summary>What of the answer can be told now; the rest may be the beginning of a sequence.</summary>
    /// <param name="delta">More of the answer, a JSON string.</param>
    public ReadOnlySpan<byte> Read(ReadOnlySpan<byte> delta)
    {
        if (HasStopped)
        {
            return [];
        }

        var reader = new Utf8JsonReader(delta);
        reader.Read();
        byte[] text = [.. held, .. Utf8TextConverter.Read(ref reader).Span];
        if (FindStop(text) is { } stop)
        {
            (HasStopped, held) = (true, []);
            return text.AsSpan(0, stop);
        }

        var told = text.Length - sequences.Max(sequence => Overlap(text, sequence));
        held = text[told..];
        return text.AsSpan(0, told);
    }

    /// <summary>What was held back for nothing.</summary>
    public ReadOnlySpan<byte> Rest() => held;

    private int? FindStop(byte[] text) => sequences.Select(sequence => text.AsSpan().IndexOf(sequence)).Where(place => place >= 0).Cast<int?>().Min();

    /// <summary>How much of a sequence's beginning the text ends with.</summary>
    private static int Overlap(byte[] text, byte[] sequence)
    {
        var length = Math.Min(text.Length, sequence.Length - 1);
        while (!text.AsSpan().EndsWith(sequence.AsSpan(0, length)))
        {
            length--;
        }

        return length;
    }
}
