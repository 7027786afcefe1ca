using System.Buffers.Binary;

namespace CodexFuncGateway.Simulators.Encodings;

/// <summary>Frames put together by hand, for what no encoder writes. None has a checksum.</summary>
public static class ZstandardFrame
{
    public const int LargestBlock = 128 * 1024;

    public static ReadOnlySpan<byte> Magic => [0x28, 0xB5, 0x2F, 0xFD];

    /// <summary>A frame with a window of 8 MB and the content as it is.</summary>
    public static byte[] Plain(byte[] content) =>
        Of([.. content.Chunk(LargestBlock).SelectMany((piece, index) => (byte[])[.. BlockHeader(0, piece.Length, (index + 1) * LargestBlock >= content.Length), .. piece])]);

    /// <summary>One byte again and again, four bytes for every 128 KB of it.</summary>
    public static byte[] Bomb(long size)
    {
        var blocks = (int)(size / LargestBlock);
        return Of([.. Enumerable.Range(1, blocks).SelectMany(number => (byte[])[.. BlockHeader(1, LargestBlock, number == blocks), (byte)' '])]);
    }

    /// <summary>What a decoder passes over.</summary>
    public static byte[] Skippable(params byte[] content)
    {
        byte[] frame = [0x5A, 0x2A, 0x4D, 0x18, 0, 0, 0, 0, .. content];
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(4), content.Length);
        return frame;
    }

    /// <summary>A single compressed block in a frame with a window of 8 MB.</summary>
    public static byte[] Compressed(params byte[] block) => Of([.. BlockHeader(2, block.Length, isLast: true), .. block]);

    public static byte[] Of(byte[] blocks) => [.. Magic, 0x00, 0x68, .. blocks];

    public static byte[] BlockHeader(int kind, int size, bool isLast)
    {
        var header = (size << 3) | (kind << 1) | (isLast ? 1 : 0);
        return [(byte)header, (byte)(header >> 8), (byte)(header >> 16)];
    }
}
