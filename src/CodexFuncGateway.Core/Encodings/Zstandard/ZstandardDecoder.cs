namespace CodexFuncGateway.Encodings.Zstandard;

/// <summary>
/// Decodes Zstandard as RFC 8878 has it, in the limits of RFC 9659 for HTTP: frame after frame, skippable ones left out, no dictionaries.
/// Written here because .NET 10 has none and no kept package is on every feed (docs/decisions/0015). What has been decoded is itself the
/// window that later matches refer to, so beyond the body a call needs only the tables of <see cref="FrameState"/>.
/// </summary>
internal static class ZstandardDecoder
{
    private const uint FrameMagic = 0xFD2FB528;
    private const uint SkippableMagic = 0x184D2A50;

    /// <exception cref="InvalidDataException">The bytes are damaged, or need what is not supported.</exception>
    public static void Decode(ReadOnlyMemory<byte> encoded, BodyBuffer decoded)
    {
        var source = new ByteReader(encoded.Span);
        do
        {
            DecodeFrame(ref source, decoded);
        }
        while (!source.IsAtEnd);
    }

    private static void DecodeFrame(ref ByteReader source, BodyBuffer decoded)
    {
        var magic = (uint)source.ReadLittleEndian(4);
        if ((magic & ~0xFu) == SkippableMagic)
        {
            source.Take((long)source.ReadLittleEndian(4));
            return;
        }

        if (magic != FrameMagic)
        {
            throw new InvalidDataException("a frame does not begin as one.");
        }

        DecodeContent(ref source, decoded);
    }

    private static void DecodeContent(ref ByteReader source, BodyBuffer decoded)
    {
        var header = FrameHeader.Read(ref source);
        using var state = new FrameState(header, decoded);
        while (BlockDecoder.DecodeBlock(ref source, state))
        {
        }

        Check(header, ref source, state.Content);
    }

    private static void Check(FrameHeader header, ref ByteReader source, ReadOnlySpan<byte> content)
    {
        if (header.ContentSize is { } size && size != (ulong)content.Length)
        {
            throw new InvalidDataException("a frame holds another number of bytes than it states.");
        }

        if (header.HasChecksum && (uint)source.ReadLittleEndian(4) != (uint)XxHash64.Compute(content))
        {
            throw new InvalidDataException("a frame does not match its checksum.");
        }
    }
}
