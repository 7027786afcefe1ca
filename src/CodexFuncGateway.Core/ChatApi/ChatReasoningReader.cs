using System.Text.Json;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.ChatApi;

/// <summary>
/// Sealed reasoning that a client gives back in <c>reasoning_details</c>, as <see cref="ChatReasoning"/> told it with an earlier answer. Where a client
/// lost some, the others still come to their places.
/// </summary>
internal sealed class ChatReasoningReader
{
    private readonly Utf8JsonWriter json;
    private readonly Queue<(int Place, JsonField Data)> details;

    public ChatReasoningReader(Utf8JsonWriter json, JsonField message)
    {
        this.json = json;
        var all = message.Optional("reasoning_details")?.Array(Read) ?? [];
        details = new(all.OfType<(int Place, JsonField Data)>().OrderBy(detail => detail.Place));
    }

    /// <summary>Writes what stood up to this place.</summary>
    public void WriteUpTo(int place)
    {
        while (details.TryPeek(out var next) && next.Place <= place)
        {
            Write(details.Dequeue().Data);
        }
    }

    /// <summary>Details of another kind are another gateway's, and mean nothing here.</summary>
    private static (int Place, JsonField Data)? Read(JsonField detail) =>
        detail.Object().Required("type").String() == ChatReasoning.Type && detail.Optional("data") is { } data
            ? (detail.Optional("place")?.Integer() ?? 0, data)
            : null;

    private void Write(JsonField data)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "reasoning"u8);
        json.WriteStartArray("summary"u8);
        json.WriteEndArray();
        json.WriteText("encrypted_content"u8, data);
        json.WriteEndObject();
    }
}
