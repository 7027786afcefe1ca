using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CodexFuncGateway.Bench.Http;
using CodexFuncGateway.Bench.Upstream;

namespace CodexFuncGateway.Bench.Load;

/// <summary>One kept-alive connection that sends the same request again and again and follows each reply to its end.</summary>
internal sealed class StreamClient(LoadTarget target) : IDisposable
{
    private const int ErrorLength = 500;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly EventCounter _events = new();
    private MessageReader? _reader;

    public Task ConnectAsync(CancellationToken cancellationToken)
    {
        _reader = new MessageReader(_socket);
        return _socket.ConnectAsync(IPAddress.Loopback, target.Port, cancellationToken).AsTask();
    }

    /// <summary>One request and its whole reply; returns the milliseconds from sending to the first delta.</summary>
    /// <exception cref="BenchException">The reply is not the one that the upstream sent.</exception>
    public async ValueTask<double> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await FollowAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is SocketException or IOException or InvalidDataException)
        {
            throw Failure(exception.Message);
        }
    }

    public void Dispose() => _socket.Dispose();

    private async ValueTask<double> FollowAsync(CancellationToken cancellationToken)
    {
        _events.Reset();
        var started = Stopwatch.GetTimestamp();
        await _socket.SendAllAsync(target.Request, cancellationToken);
        var head = await _reader!.ReadHeadAsync(cancellationToken) ?? throw Failure("the connection was closed");
        if (!head.StartLine.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
        {
            throw Failure($"{head.StartLine}: {await ReadErrorAsync(cancellationToken)}");
        }

        ReadOnlyMemory<byte> piece;
        while (!(piece = await _reader.ReadBodyAsync(cancellationToken)).IsEmpty)
        {
            _events.Read(piece.Span);
        }

        if (!_events.IsCompleted || _events.Deltas != SampleText.Deltas)
        {
            throw Failure($"{_events.Deltas} of {SampleText.Deltas} deltas, {(_events.IsCompleted ? "completed" : "not completed")}");
        }

        return Stopwatch.GetElapsedTime(started, _events.FirstDeltaAt).TotalMilliseconds;
    }

    private async Task<string> ReadErrorAsync(CancellationToken cancellationToken)
    {
        var text = Encoding.UTF8.GetString((await _reader!.ReadBodyAsync(cancellationToken)).Span);
        return text.Length > ErrorLength ? text[..ErrorLength] : text;
    }

    private BenchException Failure(string what) => new($"{target.Name}: {what}");
}
