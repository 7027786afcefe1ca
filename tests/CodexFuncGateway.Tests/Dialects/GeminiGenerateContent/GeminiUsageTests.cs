using CodexFuncGateway.Translation;
using static CodexFuncGateway.Tests.Dialects.GeminiGenerateContent.GeminiFixture;

namespace CodexFuncGateway.Tests.Dialects.GeminiGenerateContent;

public sealed class GeminiUsageTests
{
    [Fact]
    public async Task Each_token_is_in_one_bucket()
    {
        var usage = (await ReadAsync("""{"promptTokenCount":147,"cachedContentTokenCount":100,"candidatesTokenCount":108,"thoughtsTokenCount":168,"toolUsePromptTokenCount":360,"totalTokenCount":783}""")).Usage;

        Assert.Equal(new TokenUsage { FreshInputTokens = 407, CacheReadTokens = 100, OutputTokens = 276, ReasoningTokens = 168 }, usage);
        Assert.Equal(783, usage.TotalTokens);
    }

    [Fact]
    public async Task A_cache_larger_than_the_prompt_makes_no_bucket_negative() =>
        Assert.Equal((0, 10), ((await ReadAsync("""{"promptTokenCount":5,"cachedContentTokenCount":10}""")).Usage is var usage ? usage.FreshInputTokens : 0, usage.CacheReadTokens));

    [Theory]
    [InlineData("\"serviceTier\":\"standard\"", "standard")]
    [InlineData("\"serviceTier\":\"priority\"", "priority")]
    [InlineData("\"trafficType\":\"ON_DEMAND\"", "standard")]
    [InlineData("\"trafficType\":\"ON_DEMAND_FLEX\"", "flex")]
    [InlineData("\"trafficType\":\"ON_DEMAND_PRIORITY\"", "priority")]
    [InlineData("\"trafficType\":\"PROVISIONED_THROUGHPUT\"", null)]
    [InlineData("\"trafficType\":null", null)]
    public async Task The_tier_that_served_the_call_is_told(string counter, string? tier) =>
        Assert.Equal(tier, (await ReadAsync($$"""{"promptTokenCount":5,{{counter}}}""")).ServiceTier);

    [Fact]
    public async Task Counters_that_have_not_counted_yet_are_no_news() =>
        Assert.Empty(await ReadChunksAsync("""{"usageMetadata":{"trafficType":"ON_DEMAND"}}"""));

    [Fact]
    public async Task The_last_word_counts()
    {
        var parts = await ReadChunksAsync("""{"usageMetadata":{"promptTokenCount":55,"candidatesTokenCount":4}}""", """{"usageMetadata":{"promptTokenCount":257,"candidatesTokenCount":8}}""");

        Assert.Equal(["usage 55 4", "usage 257 8"], Describe(parts));
    }

    private static async Task<UsageReported> ReadAsync(string counters) =>
        Assert.IsType<UsageReported>(Assert.Single(await ReadChunksAsync($$"""{"usageMetadata":{{counters}}}""")));
}
