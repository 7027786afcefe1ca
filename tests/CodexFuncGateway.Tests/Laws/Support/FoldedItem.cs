using System.Text;
using System.Text.Json;

namespace CodexFuncGateway.Tests.Laws.Support;

/// <summary>One output item as a client puts it together from events.</summary>
internal sealed class FoldedItem(JsonElement added)
{
    private readonly StringBuilder told = new();
    private readonly List<JsonElement> sources = [];
    private string? stage;
    private int openParts;

    public string Id { get; } = added.GetProperty("id").GetString()!;

    public string Type { get; } = added.GetProperty("type").GetString()!;

    /// <summary>The item as its last event gave it; null while it is open.</summary>
    public JsonElement? Done { get; private set; }

    /// <summary>Its text, arguments or input.</summary>
    public string Told => told.ToString();

    /// <summary>Addresses of the sources that events named.</summary>
    public IEnumerable<string> Sources => sources.Select(source => source.GetProperty("url").GetString()!);

    public void Cite(int index, JsonElement source)
    {
        Assert.Null(Done);
        Assert.Equal(sources.Count, index);
        sources.Add(source);
    }

    /// <summary>A search goes from one stage to the next.</summary>
    public void Enter(string next)
    {
        Assert.Null(Done);
        Assert.Equal(next switch { "in_progress" => null, "searching" => "in_progress", _ => "searching" }, stage);
        stage = next;
    }

    public void OpenPart()
    {
        Assert.Null(Done);
        openParts++;
    }

    public void Append(string delta)
    {
        Assert.Null(Done);
        Assert.NotEqual("", delta);
        told.Append(delta);
    }

    /// <summary>What a closing event says must be what the deltas said.</summary>
    public void Close(string whole) => Assert.Equal(Told, whole);

    public void ClosePart(JsonElement part)
    {
        openParts--;
        Close(part.GetProperty("text").GetString()!);
    }

    public void Finish(JsonElement item)
    {
        Assert.Null(Done);
        Assert.Equal(0, openParts);
        Assert.Equal(Id, item.GetProperty("id").GetString());
        Assert.Equal(Type, item.GetProperty("type").GetString());
        Assert.Equal(Told, Text(item));
        Assert.Equal(sources.Count, Annotations(item).Count());
        Assert.All(sources.Zip(Annotations(item)), pair => Assert.True(JsonElement.DeepEquals(pair.First, pair.Second), $"{pair.First} became {pair.Second}"));
        Assert.True(Type != "web_search_call" || stage == (item.GetProperty("status").GetString() == "completed" ? "completed" : "searching"));
        RequireFinished(item);
        Done = item;
    }

    /// <summary>What an item says, whatever its type.</summary>
    public static string Text(JsonElement item) => item.GetProperty("type").GetString() switch
    {
        "message" => Join(item.GetProperty("content")),
        "reasoning" => Join(item.GetProperty("summary")),
        "function_call" => item.GetProperty("arguments").GetString()!,
        "custom_tool_call" => item.GetProperty("input").GetString()!,
        "web_search_call" => "",
        var type => throw new InvalidOperationException($"An item of type {type} was told."),
    };

    private static IEnumerable<JsonElement> Annotations(JsonElement item) => item.GetProperty("type").GetString() == "message"
        ? item.GetProperty("content").EnumerateArray().SelectMany(part => part.GetProperty("annotations").EnumerateArray())
        : [];

    private static string Join(JsonElement parts) => string.Concat(parts.EnumerateArray().Select(part => part.GetProperty("text").GetString()));

    private static void RequireFinished(JsonElement item)
    {
        if (item.TryGetProperty("status", out var status))
        {
            Assert.Contains(status.GetString(), (string[])["completed", "incomplete", "failed"]);
        }
    }
}
