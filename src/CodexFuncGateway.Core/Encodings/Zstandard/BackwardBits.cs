using System.Buffers.Binary;
using System.Numerics;

namespace CodexFuncGateway.Encodings.Zstandard;

/// <summary>Reads bits from the end of a span to its beginning; the highest set bit of the last byte marks where they start (RFC 8878, 4.1).</summary>
internal ref struct BackwardBits
{
    private const int WordBytes = 8;

    private readonly ReadOnlySpan<byte> bytes;

    public BackwardBits(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes[^1] == 0)
        {
            throw new InvalidDataException("a stream of bits has no beginning.");
        }

        this.bytes = bytes;
        Left = (8 * (bytes.Length - 1)) + BitOperations.Log2(bytes[^1]);
    }

    /// <summary>How many bits are left; below zero if more were read than there are.</summary>
    public int Left { get; private set; }

    /// <summary>The next bits, followed by zeros where there are too few.</summary>
    public readonly uint Peek(int count)
    {
        var lowest = Left - count;
        var bits = lowest >= 0 ? Word(lowest) : Left > 0 ? (Word(0) & ((1UL << Left) - 1)) << -lowest : 0;
        return (uint)(bits & ((1UL << count) - 1));
    }

    public void Skip(int count) => Left -= count;

    public uint Read(int count)
    {
        var bits = Peek(count);
        Left -= count;
        return bits;
    }

    public readonly void RequireEnd()
    {
        if (Left != 0)
        {
            throw new InvalidDataException("a stream of bits has another length than its symbols.");
        }
    }

    /// <summary>At least 32 bits from a place on, as far as there are any.</summary>
    private readonly ulong Word(int place)
    {
        var index = place >> 3;
        if (bytes.Length < WordBytes)
        {
            Span<byte> padded = stackalloc byte[WordBytes];
            padded.Clear();
            bytes.CopyTo(padded);
            return BinaryPrimitives.ReadUInt64LittleEndian(padded) >> place;
        }

        var start = Math.Min(index, bytes.Length - WordBytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes[start..]) >> (place - (8 * start));
    }
}
