using System.Collections.Frozen;
using CodexFuncGateway.Encodings.Zstandard;
using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Encodings;

/// <summary>The content encodings that a body may come in, and how a stack of them is taken off.</summary>
internal static class ContentEncodings
{
    /// <summary>What to tell a client that used another.</summary>
    public const string Accepted = "zstd, br, gzip, deflate";

    private const int MostLayers = 4;
    private const int UsualRatio = 4;
    private const string Identity = "identity";

    private static readonly FrozenDictionary<string, ContentDecoder> Decoders = new Dictionary<string, ContentDecoder>
    {
        ["gzip"] = DeflateDecoders.Gzip,
        ["x-gzip"] = DeflateDecoders.Gzip,
        ["deflate"] = DeflateDecoders.Deflate,
        ["br"] = BrotliBodyDecoder.Decode,
        ["zstd"] = ZstandardDecoder.Decode,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The encodings that a header names, in the order in which they were applied.</summary>
    /// <exception cref="GatewayException">One of them is unknown, or they are too many.</exception>
    public static IReadOnlyList<string> Read(string? header)
    {
        if (string.IsNullOrEmpty(header))
        {
            return [];
        }

        string[] names = [.. header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(IsNotIdentity)];
        if (names.FirstOrDefault(name => !Decoders.ContainsKey(name)) is { } unknown)
        {
            throw new GatewayException(ErrorKind.UnsupportedMedia, $"The content encoding '{unknown}' is not supported; use one of {Accepted}, or send the body as it is.");
        }

        return names.Length <= MostLayers
            ? names
            : throw new GatewayException(ErrorKind.UnsupportedMedia, $"The body is encoded {names.Length} times over; at most {MostLayers} are taken.");
    }

    /// <summary>Takes the encodings off, the last one first. The buffer given is disposed of unless it is the one returned.</summary>
    /// <exception cref="GatewayException">The body is damaged, or too large when decoded.</exception>
    public static BodyBuffer Decode(BodyBuffer body, IReadOnlyList<string> encodings, int largest)
    {
        foreach (var encoding in encodings.Reverse())
        {
            using var encoded = body;
            body = Decode(encoded, encoding, largest);
        }

        return body;
    }

    private static BodyBuffer Decode(BodyBuffer encoded, string encoding, int largest)
    {
        var decoded = new BodyBuffer(largest, (int)Math.Min((long)encoded.Length * UsualRatio, largest));
        try
        {
            Decoders[encoding](encoded.Written, decoded);
            return decoded;
        }
        catch (Exception exception)
        {
            decoded.Dispose();
            throw exception is InvalidDataException ? Damaged(encoding, exception) : exception;
        }
    }

    private static bool IsNotIdentity(string name) => !name.Equals(Identity, StringComparison.OrdinalIgnoreCase);

    private static GatewayException Damaged(string encoding, Exception exception) =>
        new(new GatewayError(ErrorKind.InvalidRequest, $"The body is not valid {encoding}, as its Content-Encoding says: {exception.Message}"), exception);
}
