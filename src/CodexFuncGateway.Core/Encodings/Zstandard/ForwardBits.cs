namespace CodexFuncGateway.Encodings.Zstandard;

/// <summary>Reads bits from the beginning of a span, the lowest of each byte first.</summary>
internal ref struct ForwardBits(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int place;

    /// <summary>How many bytes have been begun.</summary>
    public readonly int BytesUsed => (place + 7) / 8;

    /// <summary>At most 16 bits; zeros after the end.</summary>
    public uint Read(int count)
    {
        var bits = 0u;
        for (var index = 0; index < 3 && (place / 8) + index < bytes.Length; index++)
        {
            bits |= (uint)bytes[(place / 8) + index] << (8 * index);
        }

        bits = (bits >> (place % 8)) & ((1u << count) - 1);
        place += count;
        return bits;
    }

    /// <summary>Makes the last bit read the next one.</summary>
    public void StepBack() => place--;
}
