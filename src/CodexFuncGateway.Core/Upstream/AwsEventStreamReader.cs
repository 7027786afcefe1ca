using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CodexFuncGateway.Upstream;

/// <summary>
/// Cuts an AWS event stream, <c>application/vnd.amazon.eventstream</c>, into messages without copying them; the sibling of
/// <see cref="SseReader"/>. A message is its length, the length of its headers, a checksum of the two, headers, payload, and a checksum of
/// all before it, big-endian. Whatever does not add up ends the stream, before its length is believed.
/// Format: https://docs.aws.amazon.com/transcribe/latest/dg/streaming-setting-up.html (seen 2026-11).
/// </summary>
internal sealed class AwsEventStreamReader(Stream stream) : IDisposable
{
    private const int ChecksumLength = 4;
    private const int PreludeLength = 8 + ChecksumLength;

    /// <summary>The limits of AWS's own decoders.</summary>
    private const int LargestMessage = 24 * 1024 * 1024;

    private const int LargestHeaders = 128 * 1024;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private int start;
    private int end;
    private bool ended;

    /// <summary>What the current message is. Valid until the next read.</summary>
    public AwsEventHeaders Headers { get; private set; }

    /// <summary>What it says. Valid until the next read.</summary>
    public ReadOnlyMemory<byte> Payload { get; private set; }

    private ReadOnlyMemory<byte> Unread => buffer.AsMemory(start, end - start);

    /// <summary>Goes on to the next message; false at the end, also where the stream broke off within a message.</summary>
    /// <exception cref="InvalidDataException">The stream is damaged, or is none of this kind.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        while (!TryTake())
        {
            if (ended)
            {
                return false;
            }

            await FillAsync(cancellationToken);
        }

        return true;
    }

    public void Dispose()
    {
        var rented = Interlocked.Exchange(ref buffer, []);
        if (rented.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private bool TryTake()
    {
        var length = Unread.Length < PreludeLength ? int.MaxValue : MessageLength(Unread.Span);
        if (Unread.Length < length)
        {
            return false;
        }

        var message = Unread[..length];
        Check(message.Span[..^ChecksumLength], message.Span[^ChecksumLength..]);
        var headersEnd = PreludeLength + BinaryPrimitives.ReadInt32BigEndian(message.Span[4..]);
        Headers = AwsEventHeaders.Read(message[PreludeLength..headersEnd]);
        Payload = message[headersEnd..^ChecksumLength];
        start += length;
        return true;
    }

    private static int MessageLength(ReadOnlySpan<byte> message)
    {
        Check(message[..8], message[8..PreludeLength]);
        var length = BinaryPrimitives.ReadUInt32BigEndian(message);
        var headers = BinaryPrimitives.ReadUInt32BigEndian(message[4..]);
        if (headers > LargestHeaders || length > LargestMessage || length < PreludeLength + headers + ChecksumLength)
        {
            throw new InvalidDataException("A message of the upstream's stream states lengths that cannot be.");
        }

        return (int)length;
    }

    private static void Check(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> checksum)
    {
        if (Crc32.Compute(bytes) != BinaryPrimitives.ReadUInt32BigEndian(checksum))
        {
            throw new InvalidDataException("A message of the upstream's stream does not match its checksum.");
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
        ended = read == 0;
        end += read;
    }

    /// <summary>Moves the unread bytes to the front, or into a larger buffer; it grows with what has arrived, not with what a message claims.</summary>
    private void MakeRoom()
    {
        var unread = Unread;
        var target = unread.Length > buffer.Length / 2 ? ArrayPool<byte>.Shared.Rent(buffer.Length * 2) : buffer;
        unread.Span.CopyTo(target);
        if (target != buffer)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = target;
        }

        (start, end) = (0, unread.Length);
    }
}
