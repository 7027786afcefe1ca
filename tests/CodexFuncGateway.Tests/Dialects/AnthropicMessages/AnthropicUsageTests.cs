using CodexFuncGateway.Translation;
using static CodexFuncGateway.Tests.Dialects.AnthropicMessages.AnthropicFixture;

namespace CodexFuncGateway.Tests.Dialects.AnthropicMessages;

public sealed class AnthropicUsageTests
{
    [Fact]
    public async Task Input_and_cache_counters_are_disjoint_already()
    {
        var usage = await LastAsync("""{"input_tokens":10,"cache_read_input_tokens":200,"cache_creation_input_tokens":30,"output_tokens":1}""", """{"output_tokens":50}""");

        Assert.Equal(new TokenUsage { FreshInputTokens = 10, CacheReadTokens = 200, CacheWrite5mTokens = 30, OutputTokens = 50 }, usage.Usage);
        Assert.Equal(240, usage.Usage.InputTokens);
    }

    [Fact]
    public async Task Cache_writes_are_told_apart_by_how_long_they_live()
    {
        var usage = await LastAsync(
            """{"input_tokens":10,"cache_creation_input_tokens":30,"cache_creation":{"ephemeral_5m_input_tokens":10,"ephemeral_1h_input_tokens":20},"output_tokens":1}""",
            """{"cache_creation_input_tokens":30,"output_tokens":2}""");

        Assert.Equal(10, usage.Usage.CacheWrite5mTokens);
        Assert.Equal(20, usage.Usage.CacheWrite1hTokens);
    }

    [Fact]
    public async Task Later_totals_replace_earlier_ones()
    {
        var usage = await LastAsync("""{"input_tokens":10,"output_tokens":1}""", """{"input_tokens":900,"cache_read_input_tokens":5,"output_tokens":2}""");

        Assert.Equal(new TokenUsage { FreshInputTokens = 900, CacheReadTokens = 5, OutputTokens = 2 }, usage.Usage);
    }

    [Fact]
    public async Task A_zero_at_the_end_does_not_take_back_what_was_counted()
    {
        var usage = await LastAsync("""{"input_tokens":10,"output_tokens":1}""", """{"input_tokens":0,"output_tokens":2}""");

        Assert.Equal(10, usage.Usage.FreshInputTokens);
    }

    [Fact]
    public async Task An_explicit_zero_stays_zero()
    {
        Assert.Equal(new TokenUsage(), (await LastAsync("""{"input_tokens":0,"output_tokens":0}""", """{"output_tokens":0}""")).Usage);
    }

    [Fact]
    public async Task Thinking_is_a_part_of_the_output()
    {
        var usage = await LastAsync("""{"input_tokens":1,"output_tokens":1}""", """{"output_tokens":50,"output_tokens_details":{"thinking_tokens":40}}""");

        Assert.Equal(50, usage.Usage.OutputTokens);
        Assert.Equal(40, usage.Usage.ReasoningTokens);
    }

    [Fact]
    public async Task The_runs_of_a_compaction_are_added_up_and_an_advisor_is_not()
    {
        var usage = await LastAsync(
            """{"input_tokens":100,"output_tokens":1}""",
            """
            {"input_tokens":20,"output_tokens":5,"iterations":[
                {"type":"compaction","input_tokens":100,"cache_read_input_tokens":1000,"output_tokens":80},
                {"type":"advisor_message","input_tokens":7000,"output_tokens":7},
                {"type":"message","input_tokens":20,"output_tokens":5,"cache_creation_input_tokens":3}]}
            """.ReplaceLineEndings(""));

        Assert.Equal(new TokenUsage { FreshInputTokens = 120, CacheReadTokens = 1_000, CacheWrite5mTokens = 3, OutputTokens = 85 }, usage.Usage);
    }

    [Fact]
    public async Task After_a_fallback_the_totals_count()
    {
        var usage = await LastAsync(
            """{"input_tokens":20,"output_tokens":1}""",
            """{"output_tokens":5,"iterations":[{"type":"message","input_tokens":900,"output_tokens":1},{"type":"fallback_message","input_tokens":20,"output_tokens":5}]}""");

        Assert.Equal(new TokenUsage { FreshInputTokens = 20, OutputTokens = 5 }, usage.Usage);
    }

    [Fact]
    public async Task The_tier_that_served_is_kept()
    {
        Assert.Equal("priority", (await LastAsync("""{"input_tokens":1,"output_tokens":1,"service_tier":"priority"}""", """{"output_tokens":2}""")).ServiceTier);
    }

    private static async Task<UsageReported> LastAsync(string start, string delta)
    {
        var parts = await ReadEventsAsync(
            $$$"""{"type":"message_start","message":{"content":[],"usage":{{{start}}}}}""",
            $$$"""{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{{{delta}}}}""");
        return parts.OfType<UsageReported>().Last();
    }
}
