using System.Text;
using CodexFuncGateway.Tests.Laws.Support;

namespace CodexFuncGateway.Tests.Laws;

/// <summary>How the network cuts an upstream's bytes changes nothing of what the client gets.</summary>
[Collection(RunAlone.Name)]
public sealed class RecuttingLaws
{
    public static TheoryData<string> Replies { get; } = LawCases.Names(@case => !@case.Recording.IsError);

    [Theory]
    [MemberData(nameof(Replies))]
    public async Task Bytes_may_be_cut_anywhere(string name)
    {
        var @case = LawCases.Get(name);
        var whole = await Replay.OfAsync(@case);

        foreach (var offset in Offsets.Of(@case.Recording))
        {
            AssertEqual(whole, await Replay.OfAsync(@case, CutStream.At(@case.Recording.Body, offset)), offset);
        }
    }

    [Theory]
    [MemberData(nameof(Replies))]
    public async Task Bytes_may_come_one_by_one(string name)
    {
        var @case = LawCases.Get(name);

        AssertEqual(await Replay.OfAsync(@case), await Replay.OfAsync(@case, CutStream.Everywhere(@case.Recording.Body)), 1);
    }

    private static void AssertEqual(Replay whole, Replay cut, int offset)
    {
        if (!whole.Events.AsSpan().SequenceEqual(cut.Events) || !whole.Response.AsSpan().SequenceEqual(cut.Response))
        {
            Assert.Fail($"Cut at {offset}: {Encoding.UTF8.GetString(cut.Events)}");
        }
    }
}
