using System.Buffers;
using System.Text.Json;

namespace CodexFuncGateway.Translation;

/// <summary>
/// Makes an upstream's own usage readable: Codex wants a number wherever there are details, and loses the whole response over a null.
/// </summary>
internal static class NativeUsage
{
    /// <param name="data">A terminal event.</param>
    /// <param name="told">What was read of its usage; null where it counts nothing.</param>
    public static ReadOnlyMemory<byte> Complete(ReadOnlyMemory<byte> data, UsageReported? told)
    {
        if (told is { IsIncomplete: false } || NativeResponse.FindUsage(data.Span) is not { } place || data.Span[place][0] != '{')
        {
            return data;
        }

        var usage = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(usage))
        {
            UsageWriter.Write(json, told?.Usage ?? new TokenUsage());
        }

        return (byte[])[.. data[..place.Start].Span, .. usage.WrittenSpan, .. data[place.End..].Span];
    }
}
