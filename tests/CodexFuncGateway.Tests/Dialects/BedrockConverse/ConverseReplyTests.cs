using System.Text;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Simulators.EventStreams;
using CodexFuncGateway.Translation;
using static CodexFuncGateway.Tests.Dialects.BedrockConverse.ConverseFixture;

namespace CodexFuncGateway.Tests.Dialects.BedrockConverse;

public sealed class ConverseReplyTests
{
    private const string Stop = """event messageStop {"stopReason":"end_turn"}""";

    [Fact]
    public async Task Text_has_no_beginning_and_padding_means_nothing()
    {
        var parts = await ReadEventsAsync(
            "event initial-response {}",
            """event messageStart {"role":"assistant","p":"abc"}""",
            """event contentBlockDelta {"contentBlockIndex":0,"delta":{"text":"ü \"quoted\""},"p":"abcdefgh"}""",
            """event contentBlockStop {"contentBlockIndex":0}""",
            Stop,
            """event metadata {"usage":{"inputTokens":5,"outputTokens":7,"totalTokens":12},"serviceTier":{"type":"flex"}}""");

        Assert.Equal(["text ü \"quoted\"", "finished Completed", "usage 5 7 flex"], Describe(parts));
    }

    [Fact]
    public async Task A_call_is_complete_when_something_follows_it()
    {
        var parts = await ReadEventsAsync(
            """event contentBlockStart {"contentBlockIndex":0,"start":{"toolUse":{"toolUseId":"tooluse_1","name":"shell"}}}""",
            """event contentBlockDelta {"contentBlockIndex":0,"delta":{"toolUse":{"input":"{\"a\":"}}}""",
            """event contentBlockDelta {"contentBlockIndex":0,"delta":{"toolUse":{"input":"1}"}}}""",
            """event contentBlockStop {"contentBlockIndex":0}""",
            """event contentBlockStart {"contentBlockIndex":1,"start":{"toolUse":{"toolUseId":"tooluse_2","name":"list"}}}""",
            """event contentBlockStop {"contentBlockIndex":1}""",
            """event messageStop {"stopReason":"tool_use"}""");

        Assert.Equal(
            ["call 0 tooluse_1 shell", "arguments 0 {\"a\":", "arguments 0 1}", "called 0", "call 1 tooluse_2 list", "arguments 1 {}", "called 1", "finished Completed"],
            Describe(parts));
    }

    [Fact]
    public async Task A_call_that_ran_into_the_limit_is_not_complete()
    {
        var parts = await ReadEventsAsync(
            """event contentBlockStart {"contentBlockIndex":0,"start":{"toolUse":{"toolUseId":"tooluse_1","name":"shell"}}}""",
            """event contentBlockDelta {"contentBlockIndex":0,"delta":{"toolUse":{"input":"{\"a"}}}""",
            """event contentBlockStop {"contentBlockIndex":0}""",
            """event messageStop {"stopReason":"max_tokens"}""");

        Assert.Equal(["call 0 tooluse_1 shell", "arguments 0 {\"a", "finished OutputLimit"], Describe(parts));
    }

    [Fact]
    public async Task A_call_that_the_upstream_makes_itself_is_passed_over()
    {
        var parts = await ReadEventsAsync(
            """event contentBlockStart {"contentBlockIndex":0,"start":{"toolUse":{"toolUseId":"t","name":"nova_code_interpreter","type":"server_tool_use"}}}""",
            """event contentBlockDelta {"contentBlockIndex":0,"delta":{"toolUse":{"input":"{}"}}}""",
            """event contentBlockStop {"contentBlockIndex":0}""",
            """event contentBlockStart {"contentBlockIndex":1,"start":{"toolResult":{"toolUseId":"t"}}}""",
            """event contentBlockDelta {"contentBlockIndex":1,"delta":{"toolResult":[{"json":{}}]}}""",
            """event contentBlockStop {"contentBlockIndex":1}""",
            """event contentBlockDelta {"contentBlockIndex":2,"delta":{"text":"42"}}""",
            Stop);

        Assert.Equal(["text 42", "finished Completed"], Describe(parts));
    }

    [Fact]
    public async Task Signed_thinking_is_sealed_as_it_was_said()
    {
        var parts = await ReadEventsAsync(
            """event contentBlockDelta {"contentBlockIndex":0,"delta":{"reasoningContent":{"text":"Six "}}}""",
            """event contentBlockDelta {"contentBlockIndex":0,"delta":{"reasoningContent":{"text":"乘 7"}}}""",
            """event contentBlockDelta {"contentBlockIndex":0,"delta":{"reasoningContent":{"signature":"Ep+/=="}}}""",
            """event contentBlockStop {"contentBlockIndex":0}""",
            Stop);

        Assert.Equal(
            ["reasoning Six ", "reasoning 乘 7", """sealed {"reasoningText":{"text":"Six 乘 7","signature":"Ep+/=="}}""", "finished Completed"],
            Describe(parts));
    }

    [Fact]
    public async Task A_signature_alone_is_sealed_too()
    {
        var parts = await ReadEventsAsync(
            """event contentBlockDelta {"contentBlockIndex":0,"delta":{"reasoningContent":{"signature":"Ep"}}}""",
            """event contentBlockStop {"contentBlockIndex":0}""",
            Stop);

        Assert.Equal(["""sealed {"reasoningText":{"text":"","signature":"Ep"}}""", "finished Completed"], Describe(parts));
    }

    [Fact]
    public async Task Redacted_thinking_is_joined_as_bytes()
    {
        var whole = Enumerable.Range(0, 50).Select(number => (byte)(number * 5)).ToArray();
        var parts = await ReadEventsAsync(
        [
            .. whole.Chunk(7).Select(piece => $$$$"""event contentBlockDelta {"contentBlockIndex":0,"delta":{"reasoningContent":{"redactedContent":"{{{{Convert.ToBase64String(piece)}}}}"}}}"""),
            """event contentBlockStop {"contentBlockIndex":0}""",
            Stop,
        ]);

        Assert.Equal([$$"""sealed {"redactedContent":"{{Convert.ToBase64String(whole)}}"}""", "finished Completed"], Describe(parts));
    }

    [Fact]
    public async Task Thinking_without_a_signature_is_shown_and_not_sealed()
    {
        var parts = await ReadEventsAsync(
            """event contentBlockDelta {"contentBlockIndex":0,"delta":{"text":""}}""",
            """event contentBlockStop {"contentBlockIndex":0}""",
            """event contentBlockDelta {"contentBlockIndex":1,"delta":{"reasoningContent":{"text":"hm"}}}""",
            """event contentBlockStop {"contentBlockIndex":1}""",
            """event contentBlockDelta {"contentBlockIndex":2,"delta":{"text":"ok"}}""",
            Stop);

        Assert.Equal(["reasoning hm", "text ok", "finished Completed"], Describe(parts));
    }

    [Theory]
    [InlineData("end_turn", "finished Completed")]
    [InlineData("stop_sequence", "finished Completed")]
    [InlineData("something_new", "finished Completed")]
    [InlineData("max_tokens", "finished OutputLimit")]
    [InlineData("guardrail_intervened", "finished ContentFilter")]
    [InlineData("content_filtered", "finished ContentFilter")]
    [InlineData("malformed_tool_use", "failed UpstreamFailed")]
    [InlineData("malformed_model_output", "failed UpstreamFailed")]
    [InlineData("model_context_window_exceeded", "failed ContextLengthExceeded")]
    public async Task Every_stop_reason_has_a_meaning(string reason, string expected) =>
        Assert.Equal([expected], Describe(await ReadEventsAsync($$"""event messageStop {"stopReason":"{{reason}}"}""")));

    [Theory]
    [InlineData("throttlingException", "Too many tokens, please wait before trying again.", ErrorKind.RateLimited)]
    [InlineData("validationException", "The model returned the following errors: Input Tokens Exceeded: Number of input tokens exceeds maximum length.", ErrorKind.ContextLengthExceeded)]
    [InlineData("validationException", "The text field is blank.", ErrorKind.InvalidRequest)]
    [InlineData("modelStreamErrorException", "The model broke off.", ErrorKind.UpstreamOverloaded)]
    [InlineData("serviceUnavailableException", "Try later.", ErrorKind.UpstreamOverloaded)]
    [InlineData("internalServerException", "Oops.", ErrorKind.UpstreamFailed)]
    [InlineData("modelTimeoutException", "Too slow.", ErrorKind.UpstreamTimeout)]
    [InlineData("accessDeniedException", "No.", ErrorKind.UpstreamCredential)]
    public async Task An_exception_under_status_200_is_an_error(string name, string message, ErrorKind kind)
    {
        var parts = await ReadEventsAsync("""event messageStart {"role":"assistant"}""", $$"""exception {{name}} {"message":"{{message}}"}""", Stop);

        var error = Assert.IsType<Failed>(Assert.Single(parts)).Error;
        Assert.Equal(kind, error.Kind);
        Assert.True(kind == ErrorKind.UpstreamCredential || error.Message == $"Amazon Bedrock: {message}", error.Message);
    }

    [Fact]
    public async Task A_failure_of_the_stream_itself_is_told_in_its_headers()
    {
        var error = Assert.IsType<Failed>(Assert.Single(await ReadEventsAsync("error InternalError It broke."))).Error;

        Assert.Equal((ErrorKind.UpstreamFailed, "Amazon Bedrock: It broke."), (error.Kind, error.Message));
    }

    [Fact]
    public async Task Nothing_is_read_beyond_the_end()
    {
        var parts = await ReadEventsAsync(
            Stop, """event metadata {"usage":{"inputTokens":1,"outputTokens":2}}""", """exception internalServerException {"message":"late"}""");

        Assert.Equal(["finished Completed", "usage 1 2"], Describe(parts));
    }

    [Fact]
    public async Task A_payload_that_is_not_JSON_is_a_failure()
    {
        Assert.Equal(["failed UpstreamFailed"], Describe(await ReadEventsAsync("event contentBlockDelta {\"contentBlockIndex\":", Stop)));
    }

    [Fact]
    public async Task A_stream_that_just_ends_has_no_end()
    {
        var beginning = EventStreamMessage.Event("contentBlockDelta", """{"contentBlockIndex":0,"delta":{"text":"It"}}""");

        Assert.Equal(["text It"], Describe(await ReadAsync([.. beginning, .. beginning[..20]], "application/vnd.amazon.eventstream")));
    }

    [Fact]
    public async Task A_damaged_stream_is_given_up() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync("<html>Bad gateway</html>"u8.ToArray(), "text/html"));

    [Fact]
    public async Task A_reply_that_is_not_streamed_says_the_same()
    {
        var parts = await ReadAsync(
            Encoding.UTF8.GetBytes(
                """
                {"output":{"message":{"role":"assistant","content":[
                  {"reasoningContent":{"reasoningText":{"text":"hm","signature":"Ep=="}}},
                  {"text":"Look."},
                  {"toolUse":{"toolUseId":"tooluse_1","name":"shell","input":{"a": 1},"type":"tool_use"}}]}},
                 "stopReason":"tool_use","usage":{"inputTokens":5,"outputTokens":7,"cacheReadInputTokens":2,"totalTokens":14}}
                """),
            "application/json");

        Assert.Equal(
            [
                "reasoning hm", """sealed {"reasoningText":{"text":"hm","signature":"Ep=="}}""", "text Look.",
                "call 0 tooluse_1 shell", """arguments 0 {"a": 1}""", "usage 7 7", "called 0", "finished Completed",
            ],
            Describe(parts));
    }
}
