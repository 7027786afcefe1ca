using System.Numerics;

namespace CodexFuncGateway.Encodings.Zstandard;

/// <summary>How a table of finite state entropy is described: the share of each symbol, in as few bits as what is left to share allows (RFC 8878, 4.1.1).</summary>
internal static class FseCounts
{
    private const int SmallestAccuracy = 5;

    /// <summary>Fills in the counts, and returns the accuracy and how many symbols there are.</summary>
    public static (int Accuracy, int Symbols) Read(ref ByteReader source, int largestAccuracy, scoped Span<short> counts)
    {
        var ahead = source;
        var bits = new ForwardBits(ahead.TakeRest());
        var accuracy = (int)bits.Read(4) + SmallestAccuracy;
        if (accuracy > largestAccuracy)
        {
            throw Invalid();
        }

        var symbols = ReadCounts(ref bits, 1 << accuracy, counts);
        source.Take(bits.BytesUsed);
        return (accuracy, symbols);
    }

    private static int ReadCounts(ref ForwardBits bits, int left, scoped Span<short> counts)
    {
        var symbol = 0;
        while (left > 0 && symbol < counts.Length)
        {
            var count = ReadCount(ref bits, left);
            counts[symbol++] = (short)count;
            left -= Math.Abs(count);
            symbol += count == 0 ? ReadZeros(ref bits) : 0;
        }

        return left == 0 && symbol <= counts.Length ? symbol : throw Invalid();
    }

    /// <summary>One of the values from -1 to what is left; the smaller ones take one bit less where the values are no power of two.</summary>
    private static int ReadCount(ref ForwardBits bits, int left)
    {
        var width = BitOperations.Log2((uint)left + 1) + 1;
        var value = (int)bits.Read(width);
        var half = 1 << (width - 1);
        var shorter = (2 * half) - 1 - (left + 1);
        if ((value & (half - 1)) < shorter)
        {
            bits.StepBack();
            value &= half - 1;
        }
        else if (value >= half)
        {
            value -= shorter;
        }

        return value - 1;
    }

    /// <summary>How many more zeros follow one: two bits at a time, as long as they say three.</summary>
    private static int ReadZeros(ref ForwardBits bits)
    {
        var (zeros, more) = (0, 3u);
        while (more == 3 && zeros <= byte.MaxValue)
        {
            more = bits.Read(2);
            zeros += (int)more;
        }

        return zeros;
    }

    private static InvalidDataException Invalid() => new("a table of symbols does not add up.");
}
