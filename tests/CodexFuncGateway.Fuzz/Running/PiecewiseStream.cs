namespace CodexFuncGateway.Fuzz.Running;

/// <summary>Bytes that arrive in pieces, and at whose end the connection may break.</summary>
internal sealed class PiecewiseStream(byte[] bytes, int piece, bool breaks) : MemoryStream(bytes, writable: false)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = Read(buffer.Span[..Math.Min(piece, buffer.Length)]);
        if (read == 0 && breaks && buffer.Length > 0)
        {
            throw new IOException("The connection broke.");
        }

        // Some of what arrives was not there when it was asked for.
        if (Position % 5 == 0)
        {
            await Task.Yield();
        }

        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
}
