using System.Buffers;
using System.Runtime.CompilerServices;

namespace CodexFuncGateway.Upstream;

/// <summary>
/// Cuts a server-sent-event stream into frames without copying or decoding them. Written here rather than taken from the framework
/// because a frame must have a size limit, be readable as bytes, and come back at once while more of them lie in the buffer: that is how
/// the relay knows when to flush. Grammar: https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
/// </summary>
internal sealed class SseReader(Stream stream) : IDisposable
{
    private const int LargestFrame = 16 * 1024 * 1024;
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly ArrayBufferWriter<byte> joined = new(256);
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private int start;
    private int end;
    private int scanned;
    private int dataLines;
    private bool atBeginning = true;
    private bool ended;

    /// <summary>The current frame's data; several data lines are joined by a line feed. Valid until the next read.</summary>
    public ReadOnlyMemory<byte> Data { get; private set; }

    /// <summary>The current frame's event name; empty where it has none.</summary>
    public ReadOnlyMemory<byte> EventName { get; private set; }

    /// <summary>Whether the stream ended before the current frame did, so that it may lack its end.</summary>
    public bool IsUnterminated { get; private set; }

    /// <summary>Goes on to the next frame that has data; false at the end. A last frame without its blank line still counts.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        Data = EventName = default;
        dataLines = 0;
        joined.ResetWrittenCount();
        while (true)
        {
            while (TryReadLine(out var line))
            {
                if (line.IsEmpty && !Data.IsEmpty)
                {
                    return true;
                }

                ReadLine(line);
            }

            if (ended)
            {
                IsUnterminated = true;
                return !Data.IsEmpty;
            }

            await FillAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Takes the frames that are at hand whole, begin with these bytes and have one line after them. They come as they stand, one after the other, and
    /// are valid until the next read.
    /// </summary>
    public ReadOnlyMemory<byte> TakeFrames(ReadOnlySpan<byte> beginning, out int count)
    {
        var from = start;
        count = 0;
        for (int length; (length = Measure(buffer.AsSpan(start, end - start), beginning)) > 0; count++)
        {
            start += length;
        }

        scanned = start;
        return buffer.AsMemory(from, start - from);
    }

    public void Dispose()
    {
        var rented = Interlocked.Exchange(ref buffer, []);
        if (rented.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static int Measure(ReadOnlySpan<byte> unread, ReadOnlySpan<byte> beginning)
    {
        if (!unread.StartsWith(beginning))
        {
            return 0;
        }

        var rest = unread[beginning.Length..];
        var lineEnd = rest.IndexOfAny((byte)'\n', (byte)'\r');
        return lineEnd >= 0 && rest[lineEnd..].StartsWith("\n\n"u8) ? beginning.Length + lineEnd + 2 : 0;
    }

    private bool TryReadLine(out ReadOnlyMemory<byte> line)
    {
        var rest = buffer.AsSpan(scanned, end - scanned);
        var at = rest.IndexOfAny((byte)'\n', (byte)'\r');
        var isLastByte = at == rest.Length - 1;
        if (at < 0 || (isLastByte && rest[at] == '\r' && !ended))
        {
            // A carriage return at the end of the buffer may be half of a line end.
            scanned = at < 0 ? end : scanned + at;
            line = default;
            return ended && TakeLastLine(ref line);
        }

        line = buffer.AsMemory(start, scanned + at - start);
        var lineEnd = !isLastByte && rest[at] == '\r' && rest[at + 1] == '\n' ? 2 : 1;
        start = scanned += at + lineEnd;
        return true;
    }

    private bool TakeLastLine(ref ReadOnlyMemory<byte> line)
    {
        line = buffer.AsMemory(start, end - start);
        start = scanned = end;
        return !line.IsEmpty;
    }

    private void ReadLine(ReadOnlyMemory<byte> line)
    {
        if (atBeginning)
        {
            atBeginning = false;
            line = line.Span.StartsWith(ByteOrderMark) ? line[ByteOrderMark.Length..] : line;
        }

        var span = line.Span;
        if (span.IsEmpty)
        {
            // The end of an event without data: the next one's first line is not its second.
            dataLines = 0;
        }
        else if (span.StartsWith("data:"u8))
        {
            AddData(Value(line, "data:".Length));
        }
        else if (span.StartsWith("event:"u8))
        {
            EventName = Value(line, "event:".Length);
        }
    }

    private static ReadOnlyMemory<byte> Value(ReadOnlyMemory<byte> line, int from) =>
        line[(line.Length > from && line.Span[from] == ' ' ? from + 1 : from)..];

    private void AddData(ReadOnlyMemory<byte> data)
    {
        if (dataLines++ == 0)
        {
            Data = data;
            return;
        }

        if (joined.WrittenCount == 0)
        {
            joined.Write(Data.Span);
        }

        joined.Write("\n"u8);
        joined.Write(data.Span);
        Data = joined.WrittenMemory;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
        ended = read == 0;
        end += read;
    }

    /// <summary>Moves the unread bytes to the front, or into a larger buffer, and with them what the current frame holds.</summary>
    private void MakeRoom()
    {
        KeepFrame();
        var unread = end - start;
        if (unread > LargestFrame || joined.WrittenCount > LargestFrame)
        {
            throw new InvalidDataException("An event of the upstream's stream is larger than 16 MiB.");
        }

        var target = unread > buffer.Length / 2 ? ArrayPool<byte>.Shared.Rent(buffer.Length * 2) : buffer;
        buffer.AsSpan(start, unread).CopyTo(target);
        if (target != buffer)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = target;
        }

        scanned -= start;
        (start, end) = (0, unread);
    }

    /// <summary>Lines of an unfinished frame point into the buffer that is about to be overwritten.</summary>
    private void KeepFrame()
    {
        EventName = EventName.ToArray();
        if (!Data.IsEmpty && joined.WrittenCount == 0)
        {
            joined.Write(Data.Span);
            Data = joined.WrittenMemory;
        }
    }
}
