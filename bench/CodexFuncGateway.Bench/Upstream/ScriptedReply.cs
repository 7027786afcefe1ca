using System.Globalization;
using System.Text;

namespace CodexFuncGateway.Bench.Upstream;

/// <summary>A reply down to its last byte, made once: the socket writes, and the pause after each write of deltas.</summary>
internal sealed record ScriptedReply(byte[] Opening, IReadOnlyList<byte[]> Deltas, byte[] Closing, int PauseMilliseconds)
{
    private const string StreamHead =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nX-Request-Id: req_bench\r\nTransfer-Encoding: chunked\r\n\r\n";

    public static readonly ScriptedReply Done = new("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), [], [], 0);

    public static readonly ScriptedReply NotFound = new("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), [], [], 0);

    public static ScriptedReply For(Pace pace, string path) =>
        path == "/health" ? Done
        : ReplyEvents.ForPath(path) is { } events ? Of(events, pace)
        : NotFound;

    private static ScriptedReply Of(ReplyEvents events, Pace pace) => new(
        Encoding.UTF8.GetBytes(StreamHead + Chunks(events.Opening)),
        [.. events.Deltas.Chunk(pace.DeltasPerWrite).Select(group => Encoding.UTF8.GetBytes(Chunks(group)))],
        Encoding.UTF8.GetBytes(Chunks(events.Closing) + "0\r\n\r\n"),
        pace.PauseMilliseconds);

    private static string Chunks(IEnumerable<string> events) => string.Concat(events.Select(text =>
        string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n")));
}
