using System.Buffers;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Encodings;

/// <summary>A body gathered in pooled memory, and never more of it than is taken.</summary>
/// <param name="largest">The most bytes it may come to.</param>
/// <param name="expected">How many to make room for at first.</param>
internal sealed class BodyBuffer(int largest, int expected) : IDisposable
{
    private byte[] buffer = LeanPool<byte>.Rent(Math.Min(expected, largest));

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => buffer.AsMemory(0, Length);

    public static GatewayException TooLarge(int largest) => new(ErrorKind.TooLarge, $"The body is larger than {largest:N0} bytes, the most this gateway takes.");

    /// <exception cref="GatewayException">It has become too large.</exception>
    public void Append(ReadOnlySequence<byte> bytes)
    {
        ThrowIfExceededBy(bytes.Length);
        bytes.CopyTo(Extend((int)bytes.Length));
    }

    /// <summary>Adds that many bytes, for the caller to fill in.</summary>
    /// <exception cref="GatewayException">It has become too large.</exception>
    public Span<byte> Extend(int count)
    {
        ThrowIfExceededBy(count);
        MakeRoom(count);
        var added = buffer.AsSpan(Length, count);
        Length += count;
        return added;
    }

    /// <summary>Adds bytes by repeating those that stand so far back; the two may overlap, which makes a pattern of them.</summary>
    public void Repeat(int distance, int count)
    {
        var start = Length - distance;
        Extend(count);
        var to = Length - count;
        while (to < Length)
        {
            var piece = Math.Min(to - start, Length - to);
            buffer.AsSpan(start, piece).CopyTo(buffer.AsSpan(to));
            to += piece;
        }
    }

    /// <summary>What is free to write to before <see cref="Advance"/>. Never empty: one byte more than is taken shows that there is more.</summary>
    public Span<byte> Room()
    {
        MakeRoom(1);
        return buffer.AsSpan(Length);
    }

    /// <exception cref="GatewayException">It has become too large.</exception>
    public void Advance(int count)
    {
        ThrowIfExceededBy(count);
        Length += count;
    }

    public void Dispose()
    {
        var rented = Interlocked.Exchange(ref buffer, []);
        if (rented.Length > 0)
        {
            LeanPool<byte>.Return(rented);
        }
    }

    private void MakeRoom(int count)
    {
        if (buffer.Length - Length >= count)
        {
            return;
        }

        var larger = LeanPool<byte>.Rent(Math.Max(Length + count, (int)Math.Min(buffer.Length * 2L, largest)));
        Written.Span.CopyTo(larger);
        Dispose();
        buffer = larger;
    }

    private void ThrowIfExceededBy(long count)
    {
        if (Length + count > largest)
        {
            throw TooLarge(largest);
        }
    }
}
