using System.Buffers;
using System.Text.Json;

namespace CodexFuncGateway.Translation.Output;

/// <summary>The assistant's text: one message with one part.</summary>
internal sealed class MessageOutput(ResponseEventWriter events, int index, string suffix) : OutputItem(events, index, $"msg_{suffix}_{index}")
{
    private readonly ArrayBufferWriter<byte> text = new(1024);
    private readonly List<UrlCitation> citations = [];

    public override int TextLength => text.WrittenCount;

    public ReadOnlyMemory<byte> Text => text.WrittenMemory;

    public void Append(ReadOnlySpan<byte> delta)
    {
        text.Write(delta);
        var json = BeginEvent("response.output_text.delta"u8);
        json.WriteNumber("content_index"u8, 0);
        json.WriteString("delta"u8, delta);
        WriteEmptyArray(json, "logprobs"u8);
        Events.End();
    }

    /// <summary>Names a source of the text so far.</summary>
    public void Cite(UrlCitation citation)
    {
        var json = BeginEvent("response.output_text.annotation.added"u8);
        json.WriteNumber("content_index"u8, 0);
        json.WriteNumber("annotation_index"u8, citations.Count);
        json.WritePropertyName("annotation"u8);
        citation.Write(json);
        Events.End();
        citations.Add(citation);
    }

    protected override void WriteOpening() => WritePartEvent("response.content_part.added"u8);

    protected override void WriteClosing()
    {
        var json = BeginEvent("response.output_text.done"u8);
        json.WriteNumber("content_index"u8, 0);
        json.WriteString("text"u8, text.WrittenSpan);
        WriteEmptyArray(json, "logprobs"u8);
        Events.End();
        WritePartEvent("response.content_part.done"u8);
    }

    protected override void WriteBody(Utf8JsonWriter json)
    {
        json.WriteString("type"u8, "message"u8);
        json.WriteString("status"u8, Status);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteStartArray("content"u8);
        if (!IsOpen)
        {
            WritePart(json);
        }

        json.WriteEndArray();
    }

    private void WritePartEvent(ReadOnlySpan<byte> type)
    {
        var json = BeginEvent(type);
        json.WriteNumber("content_index"u8, 0);
        json.WritePropertyName("part"u8);
        WritePart(json);
        Events.End();
    }

    private void WritePart(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "output_text"u8);
        json.WriteString("text"u8, text.WrittenSpan);
        json.WriteStartArray("annotations"u8);
        citations.ForEach(citation => citation.Write(json));
        json.WriteEndArray();
        WriteEmptyArray(json, "logprobs"u8);
        json.WriteEndObject();
    }

    private static void WriteEmptyArray(Utf8JsonWriter json, ReadOnlySpan<byte> name)
    {
        json.WriteStartArray(name);
        json.WriteEndArray();
    }
}
