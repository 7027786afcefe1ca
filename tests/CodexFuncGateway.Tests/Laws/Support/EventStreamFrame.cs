using System.Buffers.Binary;
using System.Text;
using CodexFuncGateway.Simulators.EventStreams;

namespace CodexFuncGateway.Tests.Laws.Support;

/// <summary>Messages of an AWS event stream, cut out by the plainest means so that they can judge the gateway's own reader; checksums are not looked at.</summary>
internal static class EventStreamFrame
{
    private const int Prelude = 12;

    /// <summary>Each message with the name of its event, exception or error.</summary>
    public static IReadOnlyList<SseFrame> Split(byte[] stream)
    {
        var frames = new List<SseFrame>();
        for (int start = 0, length; start + Prelude < stream.Length; start += length)
        {
            length = BinaryPrimitives.ReadInt32BigEndian(stream.AsSpan(start));
            var headers = BinaryPrimitives.ReadInt32BigEndian(stream.AsSpan(start + 4));
            var payload = stream.AsSpan(start + Prelude + headers, length - Prelude - headers - 4);
            frames.Add(new SseFrame(Name(stream.AsSpan(start + Prelude, headers)), Encoding.UTF8.GetString(payload), start + length));
        }

        return frames;
    }

    /// <summary>Makes a stream of lines such as <c>event messageStart {"role":"assistant"}</c>.</summary>
    public static byte[] Join(IEnumerable<string> lines) => [.. lines.Select(line => line.Split(' ', 3)).SelectMany(parts => parts[0] switch
    {
        "event" => EventStreamMessage.Event(parts[1], parts[2]),
        "exception" => EventStreamMessage.Exception(parts[1], parts[2]),
        _ => EventStreamMessage.Error(parts[1], parts[2]),
    })];

    /// <summary>All headers of these streams are strings.</summary>
    private static string Name(ReadOnlySpan<byte> headers)
    {
        while (!headers.IsEmpty)
        {
            var name = Encoding.UTF8.GetString(headers.Slice(1, headers[0]));
            var rest = headers[(2 + name.Length)..];
            var value = Encoding.UTF8.GetString(rest.Slice(2, BinaryPrimitives.ReadUInt16BigEndian(rest)));
            if (name is ":event-type" or ":exception-type" or ":error-code")
            {
                return value;
            }

            headers = rest[(2 + value.Length)..];
        }

        return "";
    }
}
