using System.Text.Json;

namespace CodexFuncGateway.Translation.Output;

/// <summary>An item of the response while it is being told: knows its own events and how it looks when it is whole.</summary>
internal abstract class OutputItem(ResponseEventWriter events, int index, string id)
{
    protected ResponseEventWriter Events => events;

    /// <summary>Announces the item.</summary>
    public void Open()
    {
        var json = events.Begin("response.output_item.added"u8);
        WriteAt(json);
        events.End();
        WriteOpening();
    }

    /// <summary>Completes the item. <paramref name="status"/> is <c>completed</c> or <c>incomplete</c>.</summary>
    public void Close(ReadOnlySpan<byte> status)
    {
        Status = status.ToArray();
        WriteClosing();
        var json = events.Begin("response.output_item.done"u8);
        WriteAt(json);
        events.End();
    }

    /// <summary>Writes the item as it stands.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, id);
        WriteBody(json);
        json.WriteEndObject();
    }

    /// <summary>Whether more of it may come.</summary>
    public bool IsOpen => Status.AsSpan().SequenceEqual("in_progress"u8);

    /// <summary>What bytes of text, for an estimate where the upstream reports no usage.</summary>
    public abstract int TextLength { get; }

    protected byte[] Status { get; private set; } = "in_progress"u8.ToArray();

    protected abstract void WriteBody(Utf8JsonWriter json);

    protected virtual void WriteOpening()
    {
    }

    protected abstract void WriteClosing();

    /// <summary>Begins an event about this item.</summary>
    protected Utf8JsonWriter BeginEvent(ReadOnlySpan<byte> type)
    {
        var json = events.Begin(type);
        json.WriteString("item_id"u8, id);
        json.WriteNumber("output_index"u8, index);
        return json;
    }

    private void WriteAt(Utf8JsonWriter json)
    {
        json.WriteNumber("output_index"u8, index);
        json.WritePropertyName("item"u8);
        Write(json);
    }
}
