using System.Text;
using System.Text.Json;

namespace CodexFuncGateway.Translation.Output;

/// <summary>A search of the web that the upstream ran itself.</summary>
internal sealed class WebSearchCallOutput(ResponseEventWriter events, int index, string suffix, IReadOnlyList<string> queries) : OutputItem(events, index, $"ws_{suffix}_{index}")
{
    public override int TextLength { get; } = queries.Sum(Encoding.UTF8.GetByteCount);

    protected override void WriteOpening()
    {
        WriteEvent("response.web_search_call.in_progress"u8);
        WriteEvent("response.web_search_call.searching"u8);
    }

    /// <summary>The API has no event for a search that failed; the item says so.</summary>
    protected override void WriteClosing()
    {
        if (Status.AsSpan().SequenceEqual("completed"u8))
        {
            WriteEvent("response.web_search_call.completed"u8);
        }
    }

    protected override void WriteBody(Utf8JsonWriter json)
    {
        json.WriteString("type"u8, "web_search_call"u8);
        json.WriteString("status"u8, Status);
        json.WriteStartObject("action"u8);
        json.WriteString("type"u8, "search"u8);
        json.WriteString("query"u8, queries.Count > 0 ? queries[0] : "");
        json.WriteStartArray("queries"u8);
        foreach (var query in queries)
        {
            json.WriteStringValue(query);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteEvent(ReadOnlySpan<byte> type)
    {
        BeginEvent(type);
        Events.End();
    }
}
