using System.Text.Json;
using System.Text.Json.Nodes;
using CodexFuncGateway.Tests.Laws.Support;

namespace CodexFuncGateway.Tests.ChatApi;

/// <summary>A chat-completions stream, read strictly and put together as a client does.</summary>
internal sealed class ChatStream
{
    private readonly List<JsonElement> chunks = [];
    private readonly Dictionary<string, string> texts = [];
    private readonly List<JsonObject> calls = [];

    private ChatStream()
    {
    }

    public IReadOnlyList<JsonElement> Chunks => chunks;

    /// <summary>Signs of life.</summary>
    public int Comments { get; private set; }

    /// <summary>Whether the stream said that nothing follows.</summary>
    public bool IsDone { get; private set; }

    public JsonElement? Error { get; private set; }

    public JsonElement? Usage { get; private set; }

    public string? FinishReason { get; private set; }

    public string Text(string name) => texts.GetValueOrDefault(name, "");

    public IReadOnlyList<JsonObject> Calls => calls;

    /// <summary>Elements of <c>reasoning_details</c>.</summary>
    public List<JsonElement> Details { get; } = [];

    public static ChatStream Read(string stream)
    {
        Assert.DoesNotContain('\r', stream);
        Assert.EndsWith("\n\n", stream, StringComparison.Ordinal);
        var chat = new ChatStream();
        foreach (var frame in stream[..^2].Split("\n\n"))
        {
            chat.ReadFrame(frame);
        }

        Assert.True(chat.IsDone ^ chat.Error is not null, "A stream either is done or says what went wrong.");
        Assert.Single(chat.chunks.Select(chunk => chunk.GetProperty("id").GetString()).Distinct());
        return chat;
    }

    private void ReadFrame(string frame)
    {
        Assert.False(IsDone || Error is not null, "Something follows the end.");
        if (frame.StartsWith(": ", StringComparison.Ordinal))
        {
            Comments++;
            return;
        }

        Assert.StartsWith("data: ", frame, StringComparison.Ordinal);
        var data = frame["data: ".Length..];
        Assert.DoesNotContain('\n', data);
        if (data == "[DONE]")
        {
            IsDone = true;
            Assert.NotNull(FinishReason);
            return;
        }

        var chunk = JsonElement.Parse(data);
        if (chunk.TryGetProperty("error", out var error))
        {
            Error = error;
        }
        else
        {
            ReadChunk(chunk);
        }
    }

    private void ReadChunk(JsonElement chunk)
    {
        SdkTypes.Require(chunk, "ChatCompletionChunk");
        chunks.Add(chunk);
        if (chunk.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object)
        {
            Assert.Equal(0, chunk.GetProperty("choices").GetArrayLength());
            Usage = usage;
            return;
        }

        Assert.Null(FinishReason);
        var choice = Assert.Single(chunk.GetProperty("choices").EnumerateArray());
        FinishReason = choice.GetProperty("finish_reason").GetString();
        Assert.Equal(chunks.Count == 1, choice.GetProperty("delta").TryGetProperty("role", out _));
        foreach (var member in choice.GetProperty("delta").EnumerateObject())
        {
            ReadMember(member);
        }
    }

    private void ReadMember(JsonProperty member)
    {
        switch (member.Name)
        {
            case "content" or "reasoning_content" or "refusal" when member.Value.ValueKind == JsonValueKind.String:
                texts[member.Name] = Text(member.Name) + member.Value.GetString();
                break;
            case "tool_calls":
                ReadCall(Assert.Single(member.Value.EnumerateArray()));
                break;
            case "reasoning_details":
                Details.Add(Assert.Single(member.Value.EnumerateArray()));
                break;
        }
    }

    private void ReadCall(JsonElement delta)
    {
        var index = delta.GetProperty("index").GetInt32();
        if (delta.TryGetProperty("id", out _))
        {
            Assert.Equal(calls.Count, index);
            calls.Add(JsonObject.Create(delta)!);
            calls[^1].Remove("index");
            return;
        }

        var kind = delta.TryGetProperty("custom", out var news) ? "custom" : "function";
        news = delta.GetProperty(kind);
        var content = Assert.Single(news.EnumerateObject());
        var call = calls[index][kind]!.AsObject();
        call[content.Name] = call[content.Name]!.GetValue<string>() + content.Value.GetString();
    }
}
