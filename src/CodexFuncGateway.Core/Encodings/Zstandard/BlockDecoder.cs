namespace CodexFuncGateway.Encodings.Zstandard;

/// <summary>The blocks of a frame (RFC 8878, 3.1.1.2).</summary>
internal static class BlockDecoder
{
    /// <summary>Decodes one block; false if it was the frame's last.</summary>
    public static bool DecodeBlock(ref ByteReader source, FrameState state)
    {
        var header = (int)source.ReadLittleEndian(3);
        var size = header >> 3;
        if (size > state.LargestBlock)
        {
            throw new InvalidDataException("a block is larger than its frame allows.");
        }

        DecodeContent((header >> 1) & 3, size, ref source, state);
        return (header & 1) == 0;
    }

    private static void DecodeContent(int kind, int size, ref ByteReader source, FrameState state)
    {
        switch (kind)
        {
            case 0:
                state.Append(source.Take(size));
                break;
            case 1:
                state.Decoded.Extend(size).Fill(source.ReadByte());
                break;
            case 2:
                DecodeCompressed(source.Take(size), state);
                break;
            default:
                throw new InvalidDataException("a block is of a reserved kind.");
        }
    }

    private static void DecodeCompressed(ReadOnlySpan<byte> block, FrameState state)
    {
        var source = new ByteReader(block);
        var literals = LiteralsSection.Read(ref source, state);
        SequencesSection.Execute(ref source, literals, state);
    }
}
