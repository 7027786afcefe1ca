using CodexFuncGateway.Tests.Laws.Support;

namespace CodexFuncGateway.Tests.Laws;

/// <summary>Tokens are counted once: disjoint buckets that add up to what the upstream says.</summary>
[Collection(RunAlone.Name)]
public sealed class UsageLaws
{
    public static TheoryData<string> Counted { get; } = LawCases.Names(@case => !@case.Recording.IsError && !UpstreamComplaint.BeginsAnew(@case.Recording) && RecordedUsage.Find(@case.Recording) is not null);

    [Theory]
    [MemberData(nameof(Counted))]
    public async Task The_buckets_add_up_to_the_upstream_s_own_counters(string name)
    {
        var @case = LawCases.Get(name);
        var recorded = RecordedUsage.Find(@case.Recording)!;

        var usage = (await Replay.OfAsync(@case)).Usage!.Usage;

        Assert.Equal(recorded.Input + CountedApart(recorded), usage.InputTokens);
        Assert.Equal(recorded.CacheRead, usage.CacheReadTokens);
        Assert.InRange(usage.OutputTokens, recorded.Output, recorded.Output + usage.ReasoningTokens);
        Assert.InRange(usage.ReasoningTokens, 0, usage.OutputTokens);
        Assert.Equal(recorded.Total ?? usage.TotalTokens, usage.TotalTokens - CountedApart(recorded));
    }

    [Theory]
    [MemberData(nameof(Counted))]
    public async Task No_bucket_is_negative(string name)
    {
        var usage = (await Replay.OfAsync(LawCases.Get(name))).Usage!.Usage;

        Assert.All(
            (long[])[usage.FreshInputTokens, usage.CacheReadTokens, usage.CacheWrite5mTokens, usage.CacheWrite1hTokens, usage.OutputTokens],
            tokens => Assert.InRange(tokens, 0, long.MaxValue));
    }

    /// <summary>What a cache held, at a host that leaves it out of its prompt count: there it may be more than the prompt.</summary>
    private static long CountedApart(RecordedUsage recorded) => recorded.CacheRead > recorded.Input ? recorded.CacheRead : 0;
}
