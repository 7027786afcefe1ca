using System.Text;
using System.Text.Json;

namespace CodexFuncGateway.Tests.Laws.Support;

/// <summary>A server-sent event, cut out by the plainest means so that it can judge the gateway's own reader.</summary>
/// <param name="Event">The event's name; empty where it has none.</param>
/// <param name="Data">Its data.</param>
/// <param name="End">Where in the stream it ends, its blank line included.</param>
internal sealed record SseFrame(string Event, string Data, int End)
{
    public bool IsJson => Data.StartsWith('{');

    public JsonElement Json => JsonElement.Parse(Data);

    public static IReadOnlyList<SseFrame> Split(byte[] stream)
    {
        var frames = new List<SseFrame>();
        var (name, data) = ("", new List<string>());
        for (var start = 0; start < stream.Length;)
        {
            var (line, next) = ReadLine(stream, start);
            if (line.StartsWith("event:", StringComparison.Ordinal))
            {
                name = line["event:".Length..].TrimStart(' ');
            }
            else if (line.StartsWith("data:", StringComparison.Ordinal))
            {
                data.Add(line[(line.StartsWith("data: ", StringComparison.Ordinal) ? 6 : 5)..]);
            }

            if ((line.Length == 0 || next == stream.Length) && data.Count > 0)
            {
                frames.Add(new SseFrame(name, string.Join('\n', data), next));
                (name, data) = ("", []);
            }

            start = next;
        }

        return frames;
    }

    private static (string Line, int Next) ReadLine(byte[] stream, int start)
    {
        var length = stream.AsSpan(start).IndexOfAny((byte)'\r', (byte)'\n');
        if (length < 0)
        {
            return (Encoding.UTF8.GetString(stream, start, stream.Length - start), stream.Length);
        }

        var end = start + length;
        var isPair = stream[end] == '\r' && end + 1 < stream.Length && stream[end + 1] == '\n';
        return (Encoding.UTF8.GetString(stream, start, length), end + (isPair ? 2 : 1));
    }
}
