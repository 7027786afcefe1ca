using System.Buffers.Text;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace CodexFuncGateway.Bench.Http;

/// <summary>
/// Reads HTTP/1.1 messages off one connection, requests and responses alike: a head, then pieces of body with the framing taken off.
/// </summary>
internal sealed class MessageReader(Socket socket)
{
    private readonly SocketReader _reader = new(socket);
    private bool _isChunked;
    private int _remaining;
    private bool _isEnded;

    /// <summary>The next message's head, or null when the peer has closed the connection.</summary>
    public async ValueTask<MessageHead?> ReadHeadAsync(CancellationToken cancellationToken)
    {
        if (await _reader.ReadLineAsync(cancellationToken) is not { } startLine)
        {
            return null;
        }

        var head = new MessageHead(Encoding.Latin1.GetString(startLine.Span), 0, false);
        while (await ReadRequiredLineAsync(cancellationToken) is { IsEmpty: false } header)
        {
            head = Include(head, Encoding.Latin1.GetString(header.Span));
        }

        (_isChunked, _remaining) = (head.IsChunked, head.BodyLength);
        _isEnded = !head.IsChunked && head.BodyLength == 0;
        return head;
    }

    /// <summary>The next piece of the body; empty at its end.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadBodyAsync(CancellationToken cancellationToken)
    {
        if (_isEnded)
        {
            return default;
        }

        if (_isChunked && _remaining == 0 && !await StartChunkAsync(cancellationToken))
        {
            return default;
        }

        var piece = await _reader.ReadSomeAsync(_remaining, cancellationToken) ?? throw Cut();
        _remaining -= piece.Length;
        _isEnded = _remaining == 0 && !_isChunked;
        return piece;
    }

    private async ValueTask<bool> StartChunkAsync(CancellationToken cancellationToken)
    {
        var line = await ReadRequiredLineAsync(cancellationToken);
        if (line.IsEmpty)
        {
            // The line end that closes the chunk before this one.
            line = await ReadRequiredLineAsync(cancellationToken);
        }

        if (!Utf8Parser.TryParse(line.Span, out _remaining, out _, 'x'))
        {
            throw new InvalidDataException("A chunk does not start with its size.");
        }

        if (_remaining == 0)
        {
            _isEnded = true;
            await ReadRequiredLineAsync(cancellationToken);
        }

        return !_isEnded;
    }

    private async ValueTask<ReadOnlyMemory<byte>> ReadRequiredLineAsync(CancellationToken cancellationToken) =>
        await _reader.ReadLineAsync(cancellationToken) ?? throw Cut();

    private static EndOfStreamException Cut() => new("The connection was closed within a message.");

    private static MessageHead Include(MessageHead head, string header)
    {
        var colon = header.IndexOf(':', StringComparison.Ordinal);
        var value = header.AsSpan(colon + 1).Trim();
        return header[..Math.Max(colon, 0)].ToUpperInvariant() switch
        {
            "CONTENT-LENGTH" => head with { BodyLength = int.Parse(value, CultureInfo.InvariantCulture) },
            "TRANSFER-ENCODING" => head with { IsChunked = value.Equals("chunked", StringComparison.OrdinalIgnoreCase) },
            _ => head,
        };
    }
}
