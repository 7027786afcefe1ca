using System.Net.Sockets;

namespace CodexFuncGateway.Bench.Http;

/// <summary>Reads lines and stretches of known length off a socket; what it returns is valid until the next read.</summary>
internal sealed class SocketReader(Socket socket)
{
    private byte[] _buffer = new byte[32 * 1024];
    private int _start;
    private int _end;

    /// <summary>The next line without its CRLF, or null when the peer has closed the connection.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadLineAsync(CancellationToken cancellationToken)
    {
        int length;
        while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n"u8)) < 0)
        {
            if (!await FillAsync(cancellationToken))
            {
                return null;
            }
        }

        var line = _buffer.AsMemory(_start, length);
        _start += length + 2;
        return line;
    }

    /// <summary>Whatever has arrived, at least one byte and at most <paramref name="limit"/>; null when the peer has closed the connection.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadSomeAsync(int limit, CancellationToken cancellationToken)
    {
        if (_start == _end && !await FillAsync(cancellationToken))
        {
            return null;
        }

        var piece = _buffer.AsMemory(_start, Math.Min(limit, _end - _start));
        _start += piece.Length;
        return piece;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        var received = await socket.ReceiveAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += received;
        return received > 0;
    }

    private void MakeRoom()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_end == _buffer.Length && _start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        else if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
    }
}
