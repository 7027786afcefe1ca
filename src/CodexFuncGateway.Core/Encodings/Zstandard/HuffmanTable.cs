namespace CodexFuncGateway.Encodings.Zstandard;

/// <summary>A Huffman code as a table: the next bits, as many as the longest code has, lead to a symbol and to how many of them are its.</summary>
internal sealed class HuffmanTable
{
    /// <summary>The most bits that a code may have.</summary>
    public const int LargestAccuracy = 11;

    private readonly int accuracy;
    private readonly (byte Symbol, byte Bits)[] entries;

    /// <param name="weights">Of each symbol; zero for one that does not occur, and one more for each bit that its code is shorter.</param>
    public HuffmanTable(ReadOnlySpan<byte> weights, int accuracy)
    {
        this.accuracy = accuracy;
        entries = new (byte, byte)[1 << accuracy];
        var filled = 0;
        for (var weight = 1; weight <= accuracy; weight++)
        {
            filled = Fill(weights, weight, filled);
        }
    }

    /// <summary>Fills the literals from one stream, which must hold exactly as many.</summary>
    public void Decode(ReadOnlySpan<byte> stream, Span<byte> literals)
    {
        var bits = new BackwardBits(stream);
        for (var index = 0; index < literals.Length; index++)
        {
            var entry = entries[bits.Peek(accuracy)];
            literals[index] = entry.Symbol;
            bits.Skip(entry.Bits);
        }

        bits.RequireEnd();
    }

    private int Fill(ReadOnlySpan<byte> weights, int weight, int filled)
    {
        var share = 1 << (weight - 1);
        for (var symbol = 0; symbol < weights.Length; symbol++)
        {
            if (weights[symbol] == weight)
            {
                entries.AsSpan(filled, share).Fill(((byte)symbol, (byte)(accuracy + 1 - weight)));
                filled += share;
            }
        }

        return filled;
    }
}
