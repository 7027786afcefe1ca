using System.Text;
using CodexFuncGateway.Tests.Laws.Support;

namespace CodexFuncGateway.Tests.Laws;

/// <summary>A reply that breaks off fails properly, wherever it breaks off, and never leaves half a tool call to be run.</summary>
[Collection(RunAlone.Name)]
public sealed class TruncationLaws
{
    private static readonly string[] Terminals = ["response.completed", "response.incomplete", "response.failed"];

    public static TheoryData<string> Streams { get; } = LawCases.Names(@case => @case.Recording is { IsError: false, IsStream: true });

    public static TheoryData<string> Wholes { get; } = LawCases.Names(@case => @case.Recording is { IsError: false, IsStream: false });

    public static TheoryData<string> Fixtures { get; } = LawCases.Names(@case => @case.Recording is { IsError: false, IsFixture: true });

    [Theory]
    [MemberData(nameof(Streams))]
    public async Task A_stream_that_breaks_off_after_a_frame_fails_unless_it_had_finished(string name)
    {
        var @case = LawCases.Get(name);
        var frames = @case.Recording.Frames;
        var finish = frames.FirstOrDefault(frame => UpstreamFinish.IsIn(@case.Recording.Dialect, frame))?.End ?? int.MaxValue;
        var calls = ToolCalls((await Replay.OfAsync(@case)).Events);

        foreach (var end in Offsets.Sample(@case.Recording, [.. frames.Select(frame => frame.End).Prepend(0)]))
        {
            AssertBrokenOff(await ReplayUntilAsync(@case, end), hadFinished: end >= finish, calls, end);
        }
    }

    [Theory]
    [MemberData(nameof(Wholes))]
    public async Task A_whole_body_that_breaks_off_fails(string name)
    {
        var @case = LawCases.Get(name);
        var body = @case.Recording.Body;
        var end = body.AsSpan().TrimEnd(" \r\n\t"u8).Length - 1;

        foreach (var offset in Offsets.Sample(@case.Recording, [.. Enumerable.Range(0, end).Where(offset => offset % 7 == 0 || @case.Recording.IsFixture)]))
        {
            AssertBrokenOff(await ReplayUntilAsync(@case, offset), hadFinished: false, [], offset);
        }
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public async Task Whatever_byte_is_the_last_one_there_is_one_end_and_no_half_of_a_call(string name)
    {
        var @case = LawCases.Get(name);
        var calls = ToolCalls((await Replay.OfAsync(@case)).Events);

        foreach (var end in Enumerable.Range(0, @case.Recording.Body.Length))
        {
            AssertBrokenOff(await ReplayUntilAsync(@case, end), hadFinished: null, calls, end);
        }
    }

    private static Task<Replay> ReplayUntilAsync(LawCase @case, int end) => Replay.OfAsync(@case, new MemoryStream(@case.Recording.Body, 0, end));

    private static void AssertBrokenOff(Replay replay, bool? hadFinished, HashSet<string> calls, int end)
    {
        var events = SseFrame.Split(replay.Events);
        var place = $"Broken off at {end}: {Encoding.UTF8.GetString(replay.Events)}";
        Assert.True(events.Count(told => Terminals.Contains(told.Event)) == 1, place);
        Assert.True(Terminals.Contains(events[^1].Event), place);
        Assert.True(hadFinished is not false || events[^1].Event == "response.failed", place);
        Assert.True(ToolCalls(replay.Events).IsSubsetOf(calls), place);
    }

    /// <summary>The calls that a client would run, whole.</summary>
    private static HashSet<string> ToolCalls(byte[] events) =>
        [.. SseFrame.Split(events)
            .Where(frame => frame.Event == "response.output_item.done")
            .Select(frame => frame.Json.GetProperty("item"))
            .Where(item => item.GetProperty("type").GetString() is "function_call" or "custom_tool_call")
            .Select(item => item.GetRawText())];
}
