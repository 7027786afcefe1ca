using System.Buffers;

namespace CodexFuncGateway.Pipeline;

/// <summary>Gathers bytes in pooled memory that is never cleared; made for batches that come and go thousands of times a second.</summary>
internal sealed class PooledBufferWriter : IBufferWriter<byte>, IDisposable
{
    private const int Smallest = 4 * 1024;
    private const int LargestKept = 16 * 1024;

    private byte[] buffer = [];

    public int WrittenCount { get; private set; }

    public ReadOnlyMemory<byte> WrittenMemory => buffer.AsMemory(0, WrittenCount);

    public void Advance(int count) => WrittenCount += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(Math.Max(sizeHint, 1));
        return buffer.AsMemory(WrittenCount);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Empties it. What a burst made large is given back, since most streams then wait for long.</summary>
    public void Clear()
    {
        WrittenCount = 0;
        if (buffer.Length > LargestKept)
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = [];
        }
    }

    private void MakeRoom(int count)
    {
        if (buffer.Length - WrittenCount >= count)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Smallest, Math.Max(WrittenCount + count, buffer.Length * 2)));
        buffer.AsSpan(0, WrittenCount).CopyTo(larger);
        Dispose();
        buffer = larger;
    }
}
