using System.Numerics;

namespace CodexFuncGateway.Encodings.Zstandard;

/// <summary>A code of finite state entropy: for each state its symbol, and how the next state follows from it and the next bits (RFC 8878, 4.1).</summary>
internal sealed class FseTable
{
    private readonly Entry[] entries;

    private FseTable(int accuracy)
    {
        Accuracy = accuracy;
        entries = new Entry[1 << accuracy];
    }

    /// <summary>How many bits a state has.</summary>
    public int Accuracy { get; }

    public ref readonly Entry this[uint state] => ref entries[state];

    /// <summary>The table in which every symbol is this one.</summary>
    public static FseTable Of(byte symbol)
    {
        var table = new FseTable(0);
        table.entries[0] = new Entry(symbol, 0, 0);
        return table;
    }

    /// <summary>Reads a table from the counts that describe it.</summary>
    public static FseTable Read(ref ByteReader source, int largestAccuracy, int mostSymbols)
    {
        Span<short> counts = stackalloc short[mostSymbols];
        var (accuracy, symbols) = FseCounts.Read(ref source, largestAccuracy, counts);
        return Build(counts[..symbols], accuracy);
    }

    /// <param name="counts">Of how many states each symbol has; -1 for less than one.</param>
    public static FseTable Build(ReadOnlySpan<short> counts, int accuracy)
    {
        var table = new FseTable(accuracy);
        Span<ushort> next = stackalloc ushort[counts.Length];
        table.SpreadSymbols(counts, table.PlaceRare(counts), next);
        table.LinkStates(next);
        return table;
    }

    /// <summary>The symbols with less than one state get one of the last; returns how many states are left.</summary>
    private int PlaceRare(ReadOnlySpan<short> counts)
    {
        var free = entries.Length;
        for (var symbol = 0; symbol < counts.Length; symbol++)
        {
            if (counts[symbol] == -1)
            {
                entries[--free] = new Entry((byte)symbol, 0, 0);
            }
        }

        return free;
    }

    private void SpreadSymbols(ReadOnlySpan<short> counts, int free, Span<ushort> next)
    {
        var (place, mask) = (0, entries.Length - 1);
        var step = (entries.Length >> 1) + (entries.Length >> 3) + 3;
        for (var symbol = 0; symbol < counts.Length; symbol++)
        {
            next[symbol] = (ushort)Math.Abs(counts[symbol]);
            for (var state = 0; state < counts[symbol]; state++)
            {
                entries[place] = new Entry((byte)symbol, 0, 0);
                do
                {
                    place = (place + step) & mask;
                }
                while (place >= free);
            }
        }
    }

    private void LinkStates(Span<ushort> next)
    {
        for (var state = 0; state < entries.Length; state++)
        {
            var symbol = entries[state].Symbol;
            var share = next[symbol]++;
            var bits = Accuracy - BitOperations.Log2(share);
            entries[state] = new Entry(symbol, (byte)bits, (ushort)((share << bits) - entries.Length));
        }
    }

    /// <param name="Bits">How many bits to read.</param>
    /// <param name="Baseline">What to add to them for the next state.</param>
    public readonly record struct Entry(byte Symbol, byte Bits, ushort Baseline);
}
