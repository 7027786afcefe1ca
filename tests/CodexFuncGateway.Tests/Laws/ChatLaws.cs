using System.Buffers;
using System.Text;
using System.Text.Json;
using CodexFuncGateway.ChatApi;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Tests.ChatApi;
using CodexFuncGateway.Tests.Laws.Support;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Laws;

/// <summary>A chat client hears of every reply what a Responses client hears, in chunks that the SDK's types allow.</summary>
[Collection(RunAlone.Name)]
public sealed class ChatLaws
{
    private static readonly ResponseHead Head = new("resp_1", 1_700_000_000, "m", ResponseEcho.Of(JsonView.Parse("{}")));

    public static TheoryData<string> Replies { get; } = LawCases.Names(@case => !@case.Recording.IsError);

    public static TheoryData<string> Translated { get; } = LawCases.Names(@case => @case is { Recording.IsError: false, IsNative: false });

    [Theory]
    [MemberData(nameof(Translated))]
    public async Task Chunks_say_what_the_events_say(string name)
    {
        var replay = await Replay.OfAsync(LawCases.Get(name));
        var items = EventFolder.Fold(replay.Events).Items;

        var chat = Stream(replay);

        Assert.Equal(Join(items, "message"), chat.Text("content"));
        Assert.Equal(Join(items, "reasoning"), chat.Text("reasoning_content"));
        Assert.Equal(
            items.Where(item => item.Type is "function_call" or "custom_tool_call").Select(item => item.Told),
            chat.Calls.Select(call => (call["function"]?["arguments"] ?? call["custom"]!["input"])!.GetValue<string>()));
    }

    [Theory]
    [MemberData(nameof(Replies))]
    public async Task A_chat_completion_says_what_the_chunks_say(string name)
    {
        var replay = await Replay.OfAsync(LawCases.Get(name));
        var chat = Stream(replay);

        var completion = Fold(replay);

        SdkTypes.Require(completion, "ChatCompletion");
        var message = completion.GetProperty("choices")[0].GetProperty("message");
        foreach (var text in (string[])["content", "reasoning_content", "refusal"])
        {
            Assert.Equal(chat.Text(text), message.TryGetProperty(text, out var told) ? told.GetString() ?? "" : "");
        }

        Assert.Equal(chat.Details.Count, message.TryGetProperty("reasoning_details", out var details) ? details.GetArrayLength() : 0);
    }

    private static string Join(IEnumerable<FoldedItem> items, string type) =>
        string.Join("\n\n", items.Where(item => item.Type == type && item.Told.Length > 0).Select(item => item.Told));

    private static ChatStream Stream(Replay replay)
    {
        var output = new ArrayBufferWriter<byte>();
        using var chunks = new ChatChunkWriter(Head, tellsUsage: true, output);
        var reader = new ChatEventReader(chunks, []);
        reader.Read(replay.Events);
        chunks.Finish(reader.Finish(FinishReason.Completed), replay.Usage?.Usage ?? new TokenUsage());
        return ChatStream.Read(Encoding.UTF8.GetString(output.WrittenSpan));
    }

    private static JsonElement Fold(Replay replay)
    {
        var completion = new ChatCompletion();
        var reader = new ChatEventReader(completion, []);
        reader.Read(replay.Events);
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output);
        completion.Write(json, Head, "stop"u8, replay.Usage?.Usage ?? new TokenUsage(), reader.IsWhole);
        json.Flush();
        return JsonElement.Parse(output.WrittenSpan);
    }
}
