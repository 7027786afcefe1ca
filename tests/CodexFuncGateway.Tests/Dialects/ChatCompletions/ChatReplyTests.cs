using CodexFuncGateway.Catalog;
using static CodexFuncGateway.Tests.Dialects.ChatCompletions.ChatFixture;

namespace CodexFuncGateway.Tests.Dialects.ChatCompletions;

public sealed class ChatReplyTests
{
    [Theory]
    [InlineData("stop", "finished Completed")]
    [InlineData("tool_calls", "finished Completed")]
    [InlineData("a word of its own", "finished Completed")]
    [InlineData("length", "finished OutputLimit")]
    [InlineData("model_length", "finished OutputLimit")]
    [InlineData("content_filter", "finished ContentFilter")]
    [InlineData("error", "failed UpstreamFailed The provider gave up in the middle of its reply.")]
    public async Task The_finish_reason_says_how_it_ended(string reason, string expected)
    {
        Assert.Equal([expected], await ReadAsync(null, $$"""{"choices":[{"delta":{},"finish_reason":"{{reason}}"}]}"""));
    }

    [Fact]
    public async Task A_repeated_finish_reason_and_usage_after_it_are_understood()
    {
        var end = """{"choices":[{"delta":{"content":""},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":1}}""";

        Assert.Equal(["usage 3+0+0 1(0)", "finished Completed", "usage 3+0+0 1(0)"], await ReadAsync(null, end, end));
    }

    [Fact]
    public async Task Usage_alone_ends_a_reply_that_gave_no_reason()
    {
        Assert.Equal(["text a", "usage 3+0+0 1(0)", "finished Completed"], await ReadAsync(
            null, """{"choices":[{"delta":{"content":"a"}}]}""", """{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":1}}"""));
    }

    [Fact]
    public async Task A_reply_that_says_nothing_and_gives_no_reason_was_cut_off()
    {
        Assert.Equal(["usage 3+0+0 0(0)"], await ReadAsync(null, """{"choices":[{"delta":{"content":""}}]}""", """{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":0}}""", "[DONE]"));
    }

    [Theory]
    [InlineData("""{"error":{"message":"busy","code":429}}""", "failed RateLimited Provider: busy")]
    [InlineData("""{"error":"out of memory"}""", "failed UpstreamFailed Provider: out of memory")]
    [InlineData("""{"choices":[{"del""", "failed UpstreamFailed The provider sent a chunk that is not valid JSON.")]
    [InlineData("""{"choices":[{"delta":{"content":5}}]}""", "failed UpstreamFailed The provider sent a chunk that is not valid JSON.")]
    public async Task A_complaint_in_the_stream_fails_the_reply(string chunk, string expected)
    {
        Assert.Equal([expected], await ReadAsync(null, chunk));
    }

    [Fact]
    public async Task Usage_beside_a_complaint_counts()
    {
        Assert.Equal(["usage 4+0+0 2(0)", "failed InvalidRequest Provider: Token limit reached"], await ReadAsync(
            null, """{"error":{"code":400,"message":"Token limit reached"},"choices":[{"delta":{"content":""}}],"usage":{"prompt_tokens":4,"completion_tokens":2}}"""));
    }

    [Fact]
    public async Task Content_may_be_a_list_of_parts()
    {
        Assert.Equal(["reasoning Hm.", "sealed Hm.", "text a", "text bc"], await ReadDeltasAsync(
            null,
            """{"content":[{"type":"thinking","thinking":[{"type":"text","text":"Hm."}]}]}""",
            """{"content":"a"}""",
            """{"content":[{"type":"text","text":"b"},{"type":"reference","reference_ids":[1]},{"type":"text","text":"c"}]}"""));
    }

    [Theory]
    [InlineData("""{"reasoning_content":"Hm."}""")]
    [InlineData("""{"reasoning":"Hm."}""")]
    [InlineData("""{"reasoning":"Hm.","reasoning_content":"Hm."}""")]
    [InlineData("""{"reasoning":"Hm.","reasoning_details":[{"type":"reasoning.text","text":"Hm."}]}""")]
    public async Task Reasoning_is_heard_once_under_whatever_name(string delta)
    {
        Assert.Equal(["reasoning Hm.", "sealed Hm.", "text a"], await ReadDeltasAsync(null, delta, """{"content":"a"}"""));
    }

    [Fact]
    public async Task Reasoning_details_are_kept_verbatim_for_who_wants_them_back()
    {
        Assert.Equal(["reasoning H", "reasoning m", """sealed [{"text":"H", "index":0},{"signature":"s"}]""", "text a"], await ReadDeltasAsync(
            new Capabilities { ReasoningReplay = ReasoningReplay.ReasoningDetails },
            """{"reasoning":"H","reasoning_details":[{"text":"H", "index":0}]}""",
            """{"reasoning":"m","reasoning_details":[]}""",
            """{"content":"","reasoning_details":[{"signature":"s"}]}""",
            """{"content":"a"}"""));
    }

    [Fact]
    public async Task A_refusal_is_heard()
    {
        Assert.Equal(["refusal No."], await ReadDeltasAsync(null, """{"content":null,"refusal":"No."}"""));
    }

    [Fact]
    public async Task Half_a_character_costs_no_more_than_itself()
    {
        Assert.Equal(["text \uFFFD", "text b"], await ReadDeltasAsync(null, """{"content":"\ud83d"}""", """{"content":"b"}"""));
    }
}
