using System.IO.Compression;

namespace CodexFuncGateway.Simulators.Encodings;

/// <summary>Bodies as clients encode them. What zstd does to a text is in the fixtures; here it only wraps it.</summary>
public static class Encoded
{
    public static byte[] As(string encoding, byte[] content) => encoding switch
    {
        "gzip" or "x-gzip" => Through(stream => new GZipStream(stream, CompressionLevel.Fastest), content),
        "br" => Through(stream => new BrotliStream(stream, CompressionLevel.Fastest), content),
        "deflate" => Through(stream => new ZLibStream(stream, CompressionLevel.Fastest), content),
        "raw deflate" => Through(stream => new DeflateStream(stream, CompressionLevel.Fastest), content),
        "zstd" => ZstandardFrame.Plain(content),
        "identity" => content,
        _ => throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "Nobody wrote an encoder for it."),
    };

    /// <param name="encodings">As a header names them: in the order in which they are applied.</param>
    public static byte[] AsStack(string encodings, byte[] content) =>
        encodings.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Aggregate(content, (body, encoding) => As(encoding.ToLowerInvariant(), body));

    private static byte[] Through(Func<Stream, Stream> open, byte[] content)
    {
        using var encoded = new MemoryStream();
        using (var encoder = open(encoded))
        {
            encoder.Write(content);
        }

        return encoded.ToArray();
    }
}
