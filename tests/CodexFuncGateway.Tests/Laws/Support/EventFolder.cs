using System.Text.Json;

namespace CodexFuncGateway.Tests.Laws.Support;

/// <summary>
/// Puts a response together from its events alone, as a client does, and complains of every event that no client could follow. It
/// knows nothing of how the gateway makes them.
/// </summary>
internal sealed class EventFolder
{
    private static readonly string[] Terminals = ["response.completed", "response.incomplete", "response.failed"];

    private readonly List<FoldedItem> items = [];
    private int next;

    /// <summary>The items in the order of their indexes.</summary>
    public IReadOnlyList<FoldedItem> Items => items;

    /// <summary>The type of the event that ended the stream.</summary>
    public string? End { get; private set; }

    /// <summary>The response that the last event gave.</summary>
    public JsonElement Response { get; private set; }

    public static EventFolder Fold(byte[] stream)
    {
        var folder = new EventFolder();
        foreach (var frame in SseFrame.Split(stream))
        {
            folder.Read(frame);
        }

        Assert.NotNull(folder.End);
        return folder;
    }

    private void Read(SseFrame frame)
    {
        Assert.Null(End);
        var told = frame.Json;
        var type = told.GetProperty("type").GetString()!;
        Assert.Equal(frame.Event, type);
        Assert.Equal(next++, told.GetProperty("sequence_number").GetInt32());
        EventFields.Require(told);
        if (told.TryGetProperty("response", out var response))
        {
            ReadResponse(type, response);
        }
        else
        {
            ReadItem(type, told);
        }
    }

    private void ReadResponse(string type, JsonElement response)
    {
        if (Terminals.Contains(type))
        {
            End = type;
            Response = response;
            Assert.Equal(type["response.".Length..], response.GetProperty("status").GetString());
        }
        else
        {
            Assert.Equal(next == 1 ? "response.created" : "response.in_progress", type);
            Assert.Equal("in_progress", response.GetProperty("status").GetString());
            Assert.Empty(response.GetProperty("output").EnumerateArray());
        }
    }

    private void ReadItem(string type, JsonElement told)
    {
        var index = told.GetProperty("output_index").GetInt32();
        if (type == "response.output_item.added")
        {
            Assert.Equal(items.Count, index);
            var added = new FoldedItem(told.GetProperty("item"));
            Assert.DoesNotContain(items, item => item.Id == added.Id);
            Assert.Equal("", FoldedItem.Text(told.GetProperty("item")));
            items.Add(added);
            return;
        }

        var item = items[index];
        if (type == "response.output_item.done")
        {
            item.Finish(told.GetProperty("item"));
            return;
        }

        Assert.Equal(item.Id, told.GetProperty("item_id").GetString());
        ReadContent(type, told, item);
    }

    private static void ReadContent(string type, JsonElement told, FoldedItem item)
    {
        switch (type)
        {
            case "response.content_part.added" or "response.reasoning_summary_part.added":
                item.OpenPart();
                break;
            case "response.content_part.done" or "response.reasoning_summary_part.done":
                item.ClosePart(told.GetProperty("part"));
                break;
            case "response.output_text.annotation.added":
                item.Cite(told.GetProperty("annotation_index").GetInt32(), told.GetProperty("annotation"));
                break;
            case var _ when type.StartsWith("response.web_search_call.", StringComparison.Ordinal):
                item.Enter(type["response.web_search_call.".Length..]);
                break;
            case var _ when type.EndsWith(".delta", StringComparison.Ordinal):
                item.Append(told.GetProperty("delta").GetString()!);
                break;
            default:
                item.Close(Whole(told));
                break;
        }
    }

    private static string Whole(JsonElement told)
    {
        foreach (var name in (string[])["text", "arguments", "input"])
        {
            if (told.TryGetProperty(name, out var whole))
            {
                return whole.GetString()!;
            }
        }

        throw new InvalidOperationException($"Nothing is known of {told.GetRawText()}.");
    }
}
