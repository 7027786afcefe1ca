using CodexFuncGateway.Translation;
using static CodexFuncGateway.Tests.Dialects.BedrockConverse.ConverseFixture;

namespace CodexFuncGateway.Tests.Dialects.BedrockConverse;

public sealed class ConverseUsageTests
{
    [Fact]
    public async Task What_a_cache_was_involved_in_is_not_part_of_the_input() => Assert.Equal(
        new TokenUsage { FreshInputTokens = 10, CacheReadTokens = 20, CacheWrite5mTokens = 30, OutputTokens = 40 },
        await ReadAsync("""{"inputTokens":10,"cacheReadInputTokens":20,"cacheWriteInputTokens":30,"outputTokens":40,"totalTokens":100}"""));

    [Fact]
    public async Task Writes_for_an_hour_are_told_apart() => Assert.Equal(
        new TokenUsage { FreshInputTokens = 10, CacheWrite5mTokens = 10, CacheWrite1hTokens = 20, OutputTokens = 40 },
        await ReadAsync("""{"inputTokens":10,"cacheWriteInputTokens":30,"cacheDetails":[{"ttl":"1h","inputTokens":20},{"ttl":"5m","inputTokens":10}],"outputTokens":40}"""));

    [Fact]
    public async Task Nonsense_is_never_negative() => Assert.Equal(
        new TokenUsage { CacheWrite1hTokens = 5 },
        await ReadAsync("""{"inputTokens":-10,"cacheReadInputTokens":null,"cacheDetails":[{"ttl":"1h","inputTokens":5}],"outputTokens":-1}"""));

    private static async Task<TokenUsage> ReadAsync(string usage) =>
        Assert.IsType<UsageReported>(Assert.Single(await ReadEventsAsync($$"""event metadata {"usage":{{usage}}}"""))).Usage;
}
