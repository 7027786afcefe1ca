using System.Text;

namespace CodexFuncGateway.ChatApi;

/// <summary>The whole server-sent events that lie in a piece of the gateway's own output, one after the other.</summary>
internal ref struct EventFrames(ReadOnlyMemory<byte> events)
{
    private ReadOnlyMemory<byte> rest = events;

    public ReadOnlySpan<byte> Type { get; private set; }

    /// <summary>The event's JSON.</summary>
    public ReadOnlyMemory<byte> Data { get; private set; }

    public bool MoveNext()
    {
        var end = rest.Span.IndexOf("\n\n"u8);
        if (end < 0)
        {
            return false;
        }

        var frame = rest[..end];
        var name = frame.Span.IndexOf((byte)'\n');
        Type = frame.Span["event: ".Length..name];
        Data = Join(frame[(name + 1 + "data: ".Length)..]);
        rest = rest[(end + 2)..];
        return true;
    }

    /// <summary>An upstream's own event may have several lines.</summary>
    private static ReadOnlyMemory<byte> Join(ReadOnlyMemory<byte> data) =>
        data.Span.Contains((byte)'\n') ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(data.Span).Replace("\ndata: ", "\n", StringComparison.Ordinal)) : data;
}
