using System.Text.Json;
using CodexFuncGateway.Tests.Laws.Support;

namespace CodexFuncGateway.Tests.Laws;

/// <summary>A stream and the response it amounts to say the same.</summary>
[Collection(RunAlone.Name)]
public sealed class FoldingLaws
{
    public static TheoryData<string> Translated { get; } = LawCases.Names(@case => @case is { Recording.IsError: false, IsNative: false });

    [Theory]
    [MemberData(nameof(Translated))]
    public async Task Folding_the_stream_gives_the_response_that_its_last_event_holds(string name)
    {
        var folded = EventFolder.Fold((await Replay.OfAsync(LawCases.Get(name))).Events);

        var output = folded.Response.GetProperty("output").EnumerateArray().ToArray();
        var done = folded.Items.Where(item => item.Done is not null).Select(item => item.Done!.Value).ToArray();
        Assert.Equal(done.Length, output.Length);
        Assert.All(done.Zip(output), pair => Assert.True(JsonElement.DeepEquals(pair.First, pair.Second), $"{pair.First} became {pair.Second}"));
    }

    [Theory]
    [MemberData(nameof(Translated))]
    public async Task A_client_without_a_stream_gets_the_same_response(string name)
    {
        var replay = await Replay.OfAsync(LawCases.Get(name));

        var folded = EventFolder.Fold(replay.Events);

        Assert.True(JsonElement.DeepEquals(folded.Response, JsonElement.Parse(replay.Response)));
    }

    [Theory]
    [MemberData(nameof(Translated))]
    public async Task What_is_added_is_done_when_the_reply_was_completed(string name)
    {
        var folded = EventFolder.Fold((await Replay.OfAsync(LawCases.Get(name))).Events);

        Assert.True(folded.End != "response.completed" || folded.Items.All(item => item.Done is not null));
    }
}
