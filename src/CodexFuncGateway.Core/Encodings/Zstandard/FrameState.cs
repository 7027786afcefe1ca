using System.Buffers;

namespace CodexFuncGateway.Encodings.Zstandard;

/// <summary>What a frame's blocks hand on to one another: the content so far, the offsets used last, and tables that a later block may use again.</summary>
internal sealed class FrameState(FrameHeader header, BodyBuffer decoded) : IDisposable
{
    private byte[]? literalMemory;
    private readonly int start = decoded.Length;

    /// <summary>The most a block may stand for.</summary>
    public int LargestBlock { get; } = (int)Math.Min(header.WindowSize, 128 * 1024);

    public BodyBuffer Decoded => decoded;

    public ReadOnlySpan<byte> Content => decoded.Written.Span[start..];

    public RecentOffsets Offsets { get; } = new();

    public HuffmanTable? Literals { get; set; }

    public FseTable? LiteralLengths { get; set; }

    public FseTable? OffsetCodes { get; set; }

    public FseTable? MatchLengths { get; set; }

    /// <summary>Room for a block's literals; valid until the next block.</summary>
    public Span<byte> LiteralRoom(int count) => (literalMemory ??= ArrayPool<byte>.Shared.Rent(LargestBlock)).AsSpan(0, count);

    public void Append(ReadOnlySpan<byte> bytes) => bytes.CopyTo(decoded.Extend(bytes.Length));

    public void Repeat(uint offset, int count)
    {
        if (offset > (uint)(decoded.Length - start) || offset > header.WindowSize)
        {
            throw new InvalidDataException("a match refers to what came before the beginning.");
        }

        decoded.Repeat((int)offset, count);
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref literalMemory, null) is { } rented)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
