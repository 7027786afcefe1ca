namespace CodexFuncGateway.Encodings.Zstandard;

/// <summary>What a frame says of itself (RFC 8878, 3.1.1.1).</summary>
/// <param name="WindowSize">How far back a match may reach.</param>
/// <param name="ContentSize">How many bytes it stands for, where it says so.</param>
/// <param name="HasChecksum">Whether it ends in a checksum of its content.</param>
internal readonly record struct FrameHeader(ulong WindowSize, ulong? ContentSize, bool HasChecksum)
{
    /// <summary>What RFC 9659 allows in HTTP. Memory does not depend on it here; but what is refused elsewhere should not work here.</summary>
    private const ulong LargestWindow = 8 * 1024 * 1024;

    public static FrameHeader Read(ref ByteReader source)
    {
        var descriptor = source.ReadByte();
        if ((descriptor & 0x08) != 0)
        {
            throw new InvalidDataException("a frame's header sets a reserved bit.");
        }

        var isSingleSegment = (descriptor & 0x20) != 0;
        var window = isSingleSegment ? 0 : ReadWindowSize(source.ReadByte());
        RefuseDictionary(source.ReadLittleEndian(DictionaryIdLength(descriptor & 3)));
        var size = ReadContentSize(ref source, descriptor >> 6, isSingleSegment);
        window = isSingleSegment ? size!.Value : window;
        return window <= LargestWindow
            ? new FrameHeader(window, size, (descriptor & 0x04) != 0)
            : throw new InvalidDataException($"a frame asks for a window of more than {LargestWindow >> 20} MB.");
    }

    private static ulong ReadWindowSize(byte descriptor)
    {
        var size = 1UL << (10 + (descriptor >> 3));
        return size + (size / 8 * (descriptor & 7u));
    }

    private static int DictionaryIdLength(int flag) => flag == 3 ? 4 : flag;

    private static void RefuseDictionary(ulong id)
    {
        if (id != 0)
        {
            throw new InvalidDataException("a frame needs a dictionary, and none are supported.");
        }
    }

    private static ulong? ReadContentSize(ref ByteReader source, int flag, bool isSingleSegment) => flag switch
    {
        0 => isSingleSegment ? source.ReadByte() : null,
        1 => source.ReadLittleEndian(2) + 256,
        2 => source.ReadLittleEndian(4),
        _ => source.ReadLittleEndian(8),
    };
}
