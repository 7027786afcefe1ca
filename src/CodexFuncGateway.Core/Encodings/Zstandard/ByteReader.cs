namespace CodexFuncGateway.Encodings.Zstandard;

/// <summary>Reads bytes from the front of a span, and says so where there are too few.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;

    public readonly bool IsAtEnd => rest.IsEmpty;

    public readonly int Length => rest.Length;

    public byte ReadByte() => Take(1)[0];

    public ulong ReadLittleEndian(int count)
    {
        var value = 0UL;
        var bytes = Take(count);
        for (var index = 0; index < bytes.Length; index++)
        {
            value |= (ulong)bytes[index] << (8 * index);
        }

        return value;
    }

    public ReadOnlySpan<byte> Take(long count)
    {
        if (count > rest.Length)
        {
            throw new InvalidDataException("it breaks off.");
        }

        var taken = rest[..(int)count];
        rest = rest[(int)count..];
        return taken;
    }

    public ReadOnlySpan<byte> TakeRest() => Take(rest.Length);
}
