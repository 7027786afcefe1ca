using System.IO.Compression;
using System.Runtime.InteropServices;

namespace CodexFuncGateway.Encodings;

/// <summary>
/// The two encodings made of Deflate, by the framework's streams. Those do not mind an end that comes too early; it is left to the reader of
/// the JSON, which then ends too early as well.
/// </summary>
internal static class DeflateDecoders
{
    public static void Gzip(ReadOnlyMemory<byte> encoded, BodyBuffer decoded) => Decode(new GZipStream(Open(encoded), CompressionMode.Decompress), decoded);

    /// <summary>HTTP means the zlib form by <c>deflate</c>; some clients send it without the wrapper.</summary>
    public static void Deflate(ReadOnlyMemory<byte> encoded, BodyBuffer decoded) => Decode(
        IsZlib(encoded.Span) ? new ZLibStream(Open(encoded), CompressionMode.Decompress) : new DeflateStream(Open(encoded), CompressionMode.Decompress),
        decoded);

    private static void Decode(Stream stream, BodyBuffer decoded)
    {
        using (stream)
        {
            int read;
            do
            {
                read = ReadOnce(stream, decoded.Room());
                decoded.Advance(read);
            }
            while (read > 0);
        }
    }

    /// <summary>What the framework says of damage concerns archives, and nobody has sent one.</summary>
    private static int ReadOnce(Stream stream, Span<byte> room)
    {
        try
        {
            return stream.Read(room);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException("the stream is damaged.", exception);
        }
    }

    /// <summary>The wrapper's first two bytes: the method, and a check. No encoder of plain Deflate begins like that.</summary>
    private static bool IsZlib(ReadOnlySpan<byte> encoded) =>
        encoded.Length >= 2 && (encoded[0] & 0x0F) == 8 && ((encoded[0] << 8) | encoded[1]) % 31 == 0;

    private static MemoryStream Open(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var array) ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) : new MemoryStream(bytes.ToArray());
}
