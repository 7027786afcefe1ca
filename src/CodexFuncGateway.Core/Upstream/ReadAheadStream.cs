using System.Buffers;
using System.Runtime.CompilerServices;

namespace CodexFuncGateway.Upstream;

/// <summary>
/// A connection that takes from the system what has arrived, up to 16 KB at once, where HTTP's own reader asks for 4 KB at a time: asking costs more
/// than copying. While the connection idles it holds no buffer.
/// </summary>
internal sealed class ReadAheadStream(Stream connection) : Stream
{
    private const int Size = 16 * 1024;

    private byte[]? buffer;
    private int start;
    private int end;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>An empty read waits for something to read, as on a socket.</summary>
    public override ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken = default)
    {
        if (start < end)
        {
            return new(Take(destination.Span));
        }

        if (destination.IsEmpty || destination.Length >= Size)
        {
            Release();
            return connection.ReadAsync(destination, cancellationToken);
        }

        buffer ??= ArrayPool<byte>.Shared.Rent(Size);
        var read = connection.ReadAsync(buffer, cancellationToken);
        return read.IsCompletedSuccessfully ? new(Take(read.Result, destination.Span)) : TakeAsync(read, destination);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) => connection.WriteAsync(source, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        connection.WriteAsync(buffer, offset, count, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => connection.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => connection.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // A read may still be under way: its buffer must not become another connection's.
            connection.Dispose();
        }

        base.Dispose(disposing);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> TakeAsync(ValueTask<int> read, Memory<byte> destination) => Take(await read, destination.Span);

    private int Take(int read, Span<byte> destination)
    {
        (start, end) = (0, read);
        return Take(destination);
    }

    private int Take(Span<byte> destination)
    {
        var taken = Math.Min(destination.Length, end - start);
        buffer.AsSpan(start, taken).CopyTo(destination);
        start += taken;
        return taken;
    }

    private void Release()
    {
        if (buffer is { } rented)
        {
            buffer = null;
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
