using System.Buffers;

namespace CodexFuncGateway.Pipeline;

/// <summary>Takes bytes that nobody wants.</summary>
internal sealed class DiscardingWriter : IBufferWriter<byte>
{
    private byte[] scratch = new byte[4096];

    public void Advance(int count)
    {
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (scratch.Length < sizeHint)
        {
            scratch = new byte[sizeHint];
        }

        return scratch;
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
