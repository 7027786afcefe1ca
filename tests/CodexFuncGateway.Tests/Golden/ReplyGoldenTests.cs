using System.Text;
using CodexFuncGateway.Tests.Laws.Support;

namespace CodexFuncGateway.Tests.Golden;

public sealed class ReplyGoldenTests
{
    public static TheoryData<string> Fixtures { get; } = LawCases.Names(@case => @case.Recording is { IsFixture: true, IsError: false });

    [Theory]
    [MemberData(nameof(Fixtures))]
    public async Task A_reply_becomes_the_events_and_the_response_that_were_found_good(string name)
    {
        var @case = LawCases.Get(name);
        var replay = await Replay.OfAsync(@case);

        var folder = @case.IsNative ? $"{@case.Recording.Dialect}.native" : @case.Recording.Dialect;
        GoldenFile.AssertEqual(
            $"replies/{folder}/{Path.GetFileName(@case.Recording.Name)}",
            $"{Encoding.UTF8.GetString(replay.Events)}---\n{Encoding.UTF8.GetString(replay.Response)}\n");
    }
}
