namespace CodexFuncGateway.Tests.Laws.Support;

/// <summary>Hands out bytes in pieces that end at given offsets, as a network does.</summary>
internal sealed class CutStream(byte[] bytes, Func<int, int> endOfPiece) : MemoryStream(bytes)
{
    /// <summary>Two pieces.</summary>
    public static CutStream At(byte[] bytes, int offset) => new(bytes, position => position < offset ? offset : bytes.Length);

    /// <summary>A piece for each byte.</summary>
    public static CutStream Everywhere(byte[] bytes) => new(bytes, position => position + 1);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var position = (int)Position;
        return base.ReadAsync(buffer[..Math.Min(buffer.Length, endOfPiece(position) - position)], cancellationToken);
    }
}
