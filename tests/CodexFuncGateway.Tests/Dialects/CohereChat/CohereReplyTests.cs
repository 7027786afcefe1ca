using CodexFuncGateway.Errors;
using static CodexFuncGateway.Tests.Dialects.CohereChat.CohereFixture;

namespace CodexFuncGateway.Tests.Dialects.CohereChat;

public sealed class CohereReplyTests
{
    [Theory]
    [InlineData("COMPLETE", "finished Completed")]
    [InlineData("STOP_SEQUENCE", "finished Completed")]
    [InlineData("TOOL_CALL", "finished Completed")]
    [InlineData("A_WORD_TO_COME", "finished Completed")]
    [InlineData("MAX_TOKENS", "finished OutputLimit")]
    [InlineData("ERROR", "failed UpstreamFailed The provider gave up in the middle of its reply.")]
    [InlineData("TIMEOUT", "failed UpstreamTimeout The provider took longer for its reply than it allows itself.")]
    public async Task The_finish_reason_says_how_it_ended(string reason, string expected) =>
        Assert.Equal([expected], await ReadAsync($$$"""{"type":"message-end","delta":{"finish_reason":"{{{reason}}}"}}"""));

    [Fact]
    public async Task Thinking_is_sealed_when_it_ends_or_something_else_begins()
    {
        Assert.Equal(["reasoning H", "reasoning m", "sealed Hm", "reasoning So", "sealed So", "text I will.", "call 0 c1 f"], await ReadAsync(
            """{"type":"content-start","index":0,"delta":{"message":{"content":{"type":"thinking","thinking":"H"}}}}""",
            """{"type":"content-delta","index":0,"delta":{"message":{"content":{"thinking":"m"}}}}""",
            """{"type":"content-end","index":0}""",
            """{"type":"content-delta","index":1,"delta":{"message":{"content":{"thinking":"So"}}}}""",
            """{"type":"tool-plan-delta","delta":{"message":{"tool_plan":"I will."}}}""",
            """{"type":"tool-call-start","index":0,"delta":{"message":{"tool_calls":{"id":"c1","type":"function","function":{"name":"f","arguments":null}}}}}"""));
    }

    [Theory]
    [InlineData("""{"tokens":{"input_tokens":1394,"output_tokens":55,"reasoning_tokens":38},"billed_units":{"input_tokens":8,"output_tokens":50},"cached_tokens":1360}""", "usage 34+1360 55(38), billed 8 50")]
    [InlineData("""{"tokens":{"input_tokens":34,"output_tokens":56,"image_tokens":259},"billed_units":{"input_tokens":267,"output_tokens":52}}""", "usage 293+0 56(0), billed 267 52")]
    [InlineData("""{"billed_units":{"input_tokens":7,"output_tokens":2}}""", "usage 7+0 2(0), billed 7 2")]
    [InlineData("""{"tokens":{"input_tokens":5.0,"output_tokens":1.5},"cached_tokens":9}""", "usage 0+5 2(0), billed  ")]
    public async Task Usage_is_what_was_read_and_written_and_beside_it_what_is_charged_for(string usage, string expected) =>
        Assert.Equal([expected, "finished Completed"], await ReadAsync($$$"""{"type":"message-end","delta":{"finish_reason":"COMPLETE","usage":{{{usage}}}}}"""));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"tokens":null,"cached_tokens":9}""")]
    public async Task What_is_not_counted_is_not_taken_for_zero(string usage) =>
        Assert.Equal(["finished Completed"], await ReadAsync($$$"""{"type":"message-end","delta":{"finish_reason":"COMPLETE","usage":{{{usage}}}}}"""));

    [Theory]
    [InlineData("""{"type":"message-end","delta":{"finish_reason":"ERROR","error":"no more memory"}}""", "failed UpstreamFailed Provider: no more memory")]
    [InlineData("""{"message":"You are past the per minute request limit","error_type":"rate_limit_error"}""", "failed RateLimited Provider: You are past the per minute request limit")]
    [InlineData("""{"type":"error","error":{"message":"gone"}}""", "failed UpstreamFailed Provider: gone")]
    [InlineData("""{"type":"content-delta","delta":{"mess""", "failed UpstreamFailed The provider sent an event that is not valid JSON.")]
    [InlineData("""{"type":"content-delta","delta":{"message":{"content":{"text":5}}}}""", "failed UpstreamFailed The provider sent an event that is not valid JSON.")]
    public async Task A_complaint_in_the_stream_fails_the_reply(string told, string expected) => Assert.Equal([expected], await ReadAsync(told));

    [Fact]
    public async Task Events_that_say_nothing_new_are_passed_over()
    {
        Assert.Empty(await ReadAsync(
            """{"id":"i","type":"message-start","delta":{"message":{"role":"assistant","content":[],"tool_plan":"","tool_calls":[],"citations":[]}}}""",
            """{"type":"citation-start","index":0,"delta":{"message":{"citations":{"start":0,"end":4,"text":"five","sources":[{"type":"tool","id":"c1:0","tool_output":{"error":"none"}}]}}}}""",
            """{"type":"citation-end","index":0}""",
            """{"type":"tool-call-end","index":0}""",
            """{"type":"debug","prompt":"<TURN>"}"""));
    }

    [Theory]
    [InlineData(400, """{"id":"i","message":"too many tokens: size limit exceeded by 25 tokens"}""", ErrorKind.ContextLengthExceeded)]
    [InlineData(401, """{"id":"i","message":"invalid api token"}""", ErrorKind.UpstreamCredential)]
    [InlineData(402, """{"message":"Please add or update your payment method to continue"}""", ErrorKind.QuotaSpent)]
    [InlineData(404, """{"message":"model 'x' not found"}""", ErrorKind.InvalidRequest)]
    [InlineData(422, """{"message":"unknown field"}""", ErrorKind.InvalidRequest)]
    [InlineData(429, """{"message":"You are past the per minute request limit, please wait and try again later."}""", ErrorKind.RateLimited)]
    [InlineData(498, """{"message":"blocked"}""", ErrorKind.InvalidRequest)]
    [InlineData(503, "<html></html>", ErrorKind.UpstreamOverloaded)]
    public async Task A_refusal_has_its_meaning(int status, string body, ErrorKind kind) => Assert.Equal(kind, (await ReadErrorAsync(status, body)).Kind);
}
