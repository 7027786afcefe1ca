using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CodexFuncGateway.Translation;

/// <summary>Writes Responses events as server-sent events and numbers them. Each event is whole once <see cref="End"/> returns.</summary>
internal sealed class ResponseEventWriter(IBufferWriter<byte> output) : IDisposable
{
    private readonly Utf8JsonWriter json = new(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    /// <summary>The number the next event gets.</summary>
    public int NextNumber { get; private set; }

    /// <summary>Begins an event; the caller adds its own properties and then calls <see cref="End"/>.</summary>
    public Utf8JsonWriter Begin(ReadOnlySpan<byte> type) => Begin(type, NextNumber++);

    /// <summary>An event that repeats the last number, for streams whose numbers are the upstream's own.</summary>
    public Utf8JsonWriter BeginUnnumbered(ReadOnlySpan<byte> type) => Begin(type, Math.Max(0, NextNumber - 1));

    public void End()
    {
        json.WriteEndObject();
        json.Flush();
        output.Write("\n\n"u8);
    }

    /// <summary>Passes an upstream's own event on, byte for byte.</summary>
    public void WriteNative(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        NextNumber++;
        WriteFrameStart(type);
        for (int lineEnd; (lineEnd = data.IndexOf((byte)'\n')) >= 0; data = data[(lineEnd + 1)..])
        {
            output.Write(data[..(lineEnd + 1)]);
            output.Write("data: "u8);
        }

        output.Write(data);
        output.Write("\n\n"u8);
    }

    /// <summary>Passes on several, which are framed already.</summary>
    public void WriteFrames(ReadOnlySpan<byte> frames, int count)
    {
        NextNumber += count;
        output.Write(frames);
    }

    public void Dispose() => json.Dispose();

    private Utf8JsonWriter Begin(ReadOnlySpan<byte> type, int number)
    {
        WriteFrameStart(type);
        json.Reset();
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WriteNumber("sequence_number"u8, number);
        return json;
    }

    /// <summary>One reach into the output instead of three: this is done once per delta.</summary>
    private void WriteFrameStart(ReadOnlySpan<byte> type)
    {
        var before = "event: "u8;
        var after = "\ndata: "u8;
        var length = before.Length + type.Length + after.Length;
        var span = output.GetSpan(length);
        before.CopyTo(span);
        type.CopyTo(span[before.Length..]);
        after.CopyTo(span[(before.Length + type.Length)..]);
        output.Advance(length);
    }
}
