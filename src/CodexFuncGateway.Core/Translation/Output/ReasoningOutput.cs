using System.Buffers;
using System.Text.Json;

namespace CodexFuncGateway.Translation.Output;

/// <summary>Reasoning: a summary to show, if there is any, and the sealed state that the upstream wants back.</summary>
internal sealed class ReasoningOutput(ResponseEventWriter events, int index, string suffix) : OutputItem(events, index, $"rs_{suffix}_{index}")
{
    private readonly ArrayBufferWriter<byte> text = new(1024);
    private bool hasSummary;

    /// <summary>The envelope that goes into <c>encrypted_content</c>.</summary>
    public string? Envelope { get; set; }

    public override int TextLength => text.WrittenCount;

    public void Append(ReadOnlySpan<byte> delta)
    {
        if (!hasSummary)
        {
            hasSummary = true;
            WritePartEvent("response.reasoning_summary_part.added"u8);
        }

        text.Write(delta);
        var json = BeginEvent("response.reasoning_summary_text.delta"u8);
        json.WriteNumber("summary_index"u8, 0);
        json.WriteString("delta"u8, delta);
        Events.End();
    }

    protected override void WriteClosing()
    {
        if (!hasSummary)
        {
            return;
        }

        var json = BeginEvent("response.reasoning_summary_text.done"u8);
        json.WriteNumber("summary_index"u8, 0);
        json.WriteString("text"u8, text.WrittenSpan);
        Events.End();
        WritePartEvent("response.reasoning_summary_part.done"u8);
    }

    protected override void WriteBody(Utf8JsonWriter json)
    {
        json.WriteString("type"u8, "reasoning"u8);
        json.WriteStartArray("summary"u8);
        if (hasSummary && !IsOpen)
        {
            WritePart(json);
        }

        json.WriteEndArray();
        if (Envelope is not null)
        {
            json.WriteString("encrypted_content"u8, Envelope);
        }
    }

    private void WritePartEvent(ReadOnlySpan<byte> type)
    {
        var json = BeginEvent(type);
        json.WriteNumber("summary_index"u8, 0);
        json.WritePropertyName("part"u8);
        WritePart(json);
        Events.End();
    }

    private void WritePart(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "summary_text"u8);
        json.WriteString("text"u8, text.WrittenSpan);
        json.WriteEndObject();
    }
}
