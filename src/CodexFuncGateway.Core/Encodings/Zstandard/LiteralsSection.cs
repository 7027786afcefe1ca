namespace CodexFuncGateway.Encodings.Zstandard;

/// <summary>The bytes of a block that are no repetition of earlier ones (RFC 8878, 3.1.1.3.1).</summary>
internal static class LiteralsSection
{
    private const int Raw = 0;
    private const int RunLength = 1;
    private const int Treeless = 3;

    /// <summary>Valid until the next block.</summary>
    public static ReadOnlySpan<byte> Read(ref ByteReader source, FrameState state)
    {
        var first = source.ReadByte();
        var (kind, sizeFormat) = (first & 3, (first >> 2) & 3);
        return kind is Raw or RunLength
            ? ReadPlain(kind, ReadPlainSize(first, sizeFormat, ref source), ref source, state)
            : ReadCompressed(kind, first, sizeFormat, ref source, state);
    }

    private static int ReadPlainSize(byte first, int sizeFormat, ref ByteReader source) => sizeFormat switch
    {
        1 => (first >> 4) | (source.ReadByte() << 4),
        3 => (first >> 4) | ((int)source.ReadLittleEndian(2) << 4),
        _ => first >> 3,
    };

    private static ReadOnlySpan<byte> ReadPlain(int kind, int size, ref ByteReader source, FrameState state)
    {
        if (kind == Raw)
        {
            return source.Take(size);
        }

        var literals = Room(size, state);
        literals.Fill(source.ReadByte());
        return literals;
    }

    private static ReadOnlySpan<byte> ReadCompressed(int kind, byte first, int sizeFormat, ref ByteReader source, FrameState state)
    {
        var sizeBits = sizeFormat switch { 2 => 14, 3 => 18, _ => 10 };
        var header = (first | (source.ReadLittleEndian(((2 * sizeBits) + 4 - 8) / 8) << 8)) >> 4;
        var literals = Room((int)(header & ((1UL << sizeBits) - 1)), state);
        var encoded = new ByteReader(source.Take((long)(header >> sizeBits)));
        if (kind != Treeless)
        {
            state.Literals = HuffmanWeights.ReadTable(ref encoded);
        }

        var table = state.Literals ?? throw new InvalidDataException("a block uses a table that no block before it has.");
        if (sizeFormat == 0)
        {
            table.Decode(encoded.TakeRest(), literals);
        }
        else
        {
            DecodeFourStreams(table, ref encoded, literals);
        }

        return literals;
    }

    private static void DecodeFourStreams(HuffmanTable table, ref ByteReader encoded, Span<byte> literals)
    {
        Span<int> lengths = [(int)encoded.ReadLittleEndian(2), (int)encoded.ReadLittleEndian(2), (int)encoded.ReadLittleEndian(2)];
        var quarter = (literals.Length + 3) / 4;
        if (quarter * 3 > literals.Length)
        {
            throw new InvalidDataException("a block has too few literals for four streams.");
        }

        foreach (var length in lengths)
        {
            table.Decode(encoded.Take(length), literals[..quarter]);
            literals = literals[quarter..];
        }

        table.Decode(encoded.TakeRest(), literals);
    }

    private static Span<byte> Room(int size, FrameState state) => size <= state.LargestBlock
        ? state.LiteralRoom(size)
        : throw new InvalidDataException("a block is larger than its frame allows.");
}
