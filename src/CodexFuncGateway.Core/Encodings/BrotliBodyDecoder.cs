using System.Buffers;
using System.IO.Compression;

namespace CodexFuncGateway.Encodings;

/// <summary>Brotli, by the framework's decoder.</summary>
internal static class BrotliBodyDecoder
{
    public static void Decode(ReadOnlyMemory<byte> encoded, BodyBuffer decoded)
    {
        using var decoder = new BrotliDecoder();
        var rest = encoded.Span;
        var status = OperationStatus.DestinationTooSmall;
        while (status == OperationStatus.DestinationTooSmall)
        {
            status = decoder.Decompress(rest, decoded.Room(), out var read, out var written);
            rest = rest[read..];
            decoded.Advance(written);
        }

        if (status != OperationStatus.Done || !rest.IsEmpty)
        {
            throw new InvalidDataException(status == OperationStatus.NeedMoreData ? "it breaks off." : "the stream is damaged.");
        }
    }
}
