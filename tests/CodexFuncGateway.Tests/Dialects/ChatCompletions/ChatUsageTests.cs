using CodexFuncGateway.Catalog;
using static CodexFuncGateway.Tests.Dialects.ChatCompletions.ChatFixture;

namespace CodexFuncGateway.Tests.Dialects.ChatCompletions;

public sealed class ChatUsageTests
{
    [Theory]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":4}""", "usage 10+0+0 4(0)")]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":4,"prompt_tokens_details":{"cached_tokens":6}}""", "usage 4+6+0 4(0)")]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":4,"prompt_tokens_details":{"cached_tokens":6,"cache_write_tokens":3}}""", "usage 1+6+3 4(0)")]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":4,"prompt_cache_hit_tokens":6,"prompt_cache_miss_tokens":4}""", "usage 4+6+0 4(0)")]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":4,"num_cached_tokens":6}""", "usage 4+6+0 4(0)")]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":4,"completion_tokens_details":{"reasoning_tokens":3}}""", "usage 10+0+0 4(3)")]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":4,"prompt_tokens_details":null,"completion_tokens_details":null}""", "usage 10+0+0 4(0)")]
    [InlineData("""{"prompt_tokens":"10","completion_tokens":"4"}""", "usage 10+0+0 4(0)")]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":4,"prompt_token_details":{"cached_tokens":6}}""", "usage 4+6+0 4(0)")]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":4,"cached_tokens":6}""", "usage 4+6+0 4(0)")]
    [InlineData("""{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}""", "usage 0+0+0 0(0)")]
    [InlineData("""{"prompt_tokens":-1,"completion_tokens":-5}""", "usage 0+0+0 0(0)")]
    [InlineData("""{"prompt_tokens":10.0,"completion_tokens":3.2}""", "usage 10+0+0 4(0)")]
    [InlineData("""{"prompt_tokens":10,"total_tokens":14}""", "usage 10+0+0 4(4)")]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":4,"prompt_tokens_details":{"cached_tokens":[]}}""", "usage 10+0+0 4(0)")]
    public async Task Every_place_where_hosts_put_their_counters_is_known(string usage, string expected)
    {
        Assert.Equal([expected], await ReadAsync(null, $$"""{"choices":[],"usage":{{usage}}}"""));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"prompt_tokens":null,"completion_tokens":null}""")]
    [InlineData("""{"prompt_tokens":10}""")]
    [InlineData("""{"prompt_tokens":"many","completion_tokens":"few"}""")]
    public async Task What_is_not_counted_is_not_taken_for_zero(string usage)
    {
        Assert.Empty(await ReadAsync(null, $$"""{"choices":[],"usage":{{usage}}}"""));
    }

    [Fact]
    public async Task A_count_that_none_can_be_does_not_overflow()
    {
        Assert.Equal(["usage 1000000000000+0+0 1000000000000(0)"], await ReadAsync(null, """{"choices":[],"usage":{"prompt_tokens":9223372036854775807,"completion_tokens":1e300}}"""));
    }

    [Fact]
    public async Task Deep_research_counts_thoughts_and_what_it_read_apart()
    {
        var usage = """{"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":4,"total_tokens":14,"citation_tokens":100,"reasoning_tokens":50,"num_search_queries":3}}""";

        Assert.Equal(["usage 110+0+0 54(50)"], await ReadAsync(new Capabilities { OutputExcludesReasoning = true }, usage));
    }

    [Fact]
    public async Task Groq_has_a_place_of_its_own()
    {
        Assert.Equal(["usage 10+0+0 4(0)"], await ReadAsync(null, """{"choices":[],"x_groq":{"id":"r","usage":{"prompt_tokens":10,"completion_tokens":4}}}"""));
    }

    [Fact]
    public async Task Reasoning_is_added_where_the_host_leaves_it_out()
    {
        var usage = """{"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":4,"total_tokens":17,"completion_tokens_details":{"reasoning_tokens":3}}}""";

        Assert.Equal(["usage 10+0+0 7(3)"], await ReadAsync(new Capabilities { OutputExcludesReasoning = true }, usage));
        Assert.Equal(["usage 10+0+0 7(3)"], await ReadAsync(null, usage));
    }

    [Fact]
    public async Task Thoughts_that_only_the_total_counts_are_counted()
    {
        Assert.Equal(["usage 35+0+0 74(62)"], await ReadAsync(null, """{"choices":[],"usage":{"prompt_tokens":35,"completion_tokens":12,"total_tokens":109}}"""));
    }

    [Fact]
    public async Task A_cache_that_held_more_than_the_prompt_was_counted_apart_from_it()
    {
        Assert.Equal(["usage 7+163+0 1(0)"], await ReadAsync(null, """{"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":1,"total_tokens":8,"prompt_tokens_details":{"cached_tokens":163}}}"""));
    }

    [Fact]
    public async Task No_more_can_have_been_thought_than_was_produced()
    {
        Assert.Equal(["usage 43+0+0 10(10)"], await ReadAsync(
            null, """{"choices":[],"usage":{"prompt_tokens":43,"completion_tokens":10,"total_tokens":53,"completion_tokens_details":{"reasoning_tokens":11}}}"""));
    }
}
