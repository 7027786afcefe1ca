using System.Globalization;
using System.Text;

namespace CodexFuncGateway.Bench.Upstream;

/// <summary>A reply down to its last byte, made once: the socket writes, and the pause after each write of deltas.</summary>
internal sealed record ScriptedReply(byte[] Opening, IReadOnlyList<byte[]> Deltas, byte[] Closing, int PauseMilliseconds)
{
    public static readonly ScriptedReply Done = new("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), [], [], 0);

    public static readonly ScriptedReply NotFound = new("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), [], [], 0);

    public static ScriptedReply For(Pace pace, string path) =>
        path == "/health" ? Done
        : ReplyEvents.ForPath(path) is { } events ? Of(events, pace)
        : NotFound;

    private static ScriptedReply Of(ReplyEvents events, Pace pace) => new(
        [.. Head(events), .. Chunks(events.Opening)],
        [.. events.Deltas.Chunk(pace.DeltasPerWrite).Select(Chunks)],
        [.. Chunks(events.Closing), .. "0\r\n\r\n"u8],
        pace.PauseMilliseconds);

    private static byte[] Head(ReplyEvents events) =>
        Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {events.ContentType}\r\nX-Request-Id: req_bench\r\nTransfer-Encoding: chunked\r\n\r\n");

    private static byte[] Chunks(IEnumerable<byte[]> events) =>
        [.. events.SelectMany(data => (byte[])[.. Encoding.ASCII.GetBytes(data.Length.ToString("x", CultureInfo.InvariantCulture)), .. "\r\n"u8, .. data, .. "\r\n"u8])];
}
