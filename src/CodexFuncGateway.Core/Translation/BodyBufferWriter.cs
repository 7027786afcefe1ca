using System.Buffers;

namespace CodexFuncGateway.Translation;

/// <summary>Gathers a body whose size is known almost exactly, in memory that is not cleared first: a long conversation is written over all of it at once.</summary>
internal sealed class BodyBufferWriter(int expected) : IBufferWriter<byte>
{
    private byte[] buffer = GC.AllocateUninitializedArray<byte>(expected);
    private int written;

    public ReadOnlyMemory<byte> WrittenMemory => buffer.AsMemory(0, written);

    public void Advance(int count) => written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(Math.Max(sizeHint, 1));
        return buffer.AsMemory(written);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    private void MakeRoom(int count)
    {
        if (buffer.Length - written < count)
        {
            var larger = GC.AllocateUninitializedArray<byte>(Math.Max(written + count, buffer.Length * 2));
            WrittenMemory.CopyTo(larger);
            buffer = larger;
        }
    }
}
