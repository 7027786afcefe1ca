using System.Buffers.Binary;

namespace CodexFuncGateway.Upstream;

/// <summary>The checksum of zlib and gzip (polynomial 0x04C11DB7, reflected), which the framework keeps to itself; eight bytes at a time.</summary>
internal static class Crc32
{
    private const int Stride = 8;
    private const uint ReflectedPolynomial = 0xEDB88320;

    private static readonly uint[] Table = MakeTable();

    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= Stride; bytes = bytes[Stride..])
        {
            crc = Add(crc, BinaryPrimitives.ReadUInt32LittleEndian(bytes), BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]));
        }

        foreach (var value in bytes)
        {
            crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint Add(uint crc, uint first, uint second)
    {
        var table = Table;
        var low = first ^ crc;
        return table[0x700 + (byte)low] ^ table[0x600 + (byte)(low >> 8)] ^ table[0x500 + (byte)(low >> 16)] ^ table[0x400 + (low >> 24)]
            ^ table[0x300 + (byte)second] ^ table[0x200 + (byte)(second >> 8)] ^ table[0x100 + (byte)(second >> 16)] ^ table[second >> 24];
    }

    /// <summary>For each of the eight places, what a byte at that place adds.</summary>
    private static uint[] MakeTable()
    {
        var table = new uint[Stride * 256];
        for (var index = 0u; index < 256; index++)
        {
            var crc = index;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * ReflectedPolynomial);
            }

            table[index] = crc;
        }

        for (var index = 256; index < table.Length; index++)
        {
            var before = table[index - 256];
            table[index] = (before >> 8) ^ table[(byte)before];
        }

        return table;
    }
}
