using System.Numerics;

namespace CodexFuncGateway.Encodings.Zstandard;

/// <summary>How a block describes its Huffman code: a weight for each byte value, the last of which follows from the others (RFC 8878, 4.2.1).</summary>
internal static class HuffmanWeights
{
    private const int MostWeights = 255;
    private const int LargestAccuracy = 6;
    private const int FirstDirect = 128;

    public static HuffmanTable ReadTable(ref ByteReader source)
    {
        Span<byte> weights = stackalloc byte[MostWeights + 1];
        var header = source.ReadByte();
        var count = header < FirstDirect
            ? ReadCompressed(new ByteReader(source.Take(header)), weights[..MostWeights])
            : ReadDirect(ref source, weights[..(header - FirstDirect + 1)]);
        return Complete(weights[..(count + 1)]);
    }

    /// <summary>Two to a byte.</summary>
    private static int ReadDirect(ref ByteReader source, scoped Span<byte> weights)
    {
        var packed = source.Take((weights.Length + 1) / 2);
        for (var index = 0; index < weights.Length; index++)
        {
            weights[index] = (byte)(index % 2 == 0 ? packed[index / 2] >> 4 : packed[index / 2] & 0x0F);
        }

        return weights.Length;
    }

    /// <summary>By two states in turn, until there are no more bits to go on with; then the other state has a symbol left.</summary>
    private static int ReadCompressed(ByteReader source, Span<byte> weights)
    {
        var table = FseTable.Read(ref source, LargestAccuracy, MostWeights);
        var bits = new BackwardBits(source.TakeRest());
        var (current, other) = (new FseState(table, ref bits), new FseState(table, ref bits));
        var count = 0;
        while (bits.Left >= 0)
        {
            Add(weights, count++, current.Symbol);
            current.Update(ref bits);
            (current, other) = (other, current);
        }

        Add(weights, count++, current.Symbol);
        return count;
    }

    private static void Add(Span<byte> weights, int count, byte weight)
    {
        if (count == weights.Length)
        {
            throw Invalid();
        }

        weights[count] = weight;
    }

    /// <summary>The shares of all symbols come to a power of two; what is missing of it is the last one's.</summary>
    private static HuffmanTable Complete(Span<byte> weights)
    {
        var sum = 0;
        foreach (var weight in weights[..^1])
        {
            sum += weight > HuffmanTable.LargestAccuracy ? throw Invalid() : (1 << weight) >> 1;
        }

        var accuracy = sum == 0 ? 0 : BitOperations.Log2((uint)sum) + 1;
        var missing = (1 << accuracy) - sum;
        if (accuracy is 0 or > HuffmanTable.LargestAccuracy || !BitOperations.IsPow2(missing))
        {
            throw Invalid();
        }

        weights[^1] = (byte)(BitOperations.Log2((uint)missing) + 1);
        return new HuffmanTable(weights, accuracy);
    }

    private static InvalidDataException Invalid() => new("the weights of a Huffman code do not add up.");
}
