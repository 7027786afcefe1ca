using System.Text;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Translation;
using static CodexFuncGateway.Tests.Dialects.AnthropicMessages.AnthropicFixture;

namespace CodexFuncGateway.Tests.Dialects.AnthropicMessages;

public sealed class AnthropicReplyTests
{
    private const string Begin = """{"type":"message_start","message":{"id":"msg_1","content":[],"usage":{"input_tokens":7,"output_tokens":1}}}""";
    private const string End = """{"type":"message_stop"}""";

    [Fact]
    public async Task Text_arrives_piece_by_piece()
    {
        var parts = await ReadEventsAsync(
            Begin,
            """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""",
            """{"type":"ping"}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Gr\u00fc\u00df"}   }""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":" Gott ✓"}}""",
            """{"type":"content_block_stop","index":0}""",
            Stop("end_turn"),
            End);

        Assert.Equal(["usage 7 1", "text Grüß", "text  Gott ✓", "usage 7 9", "finished Completed"], Describe(parts));
    }

    [Fact]
    public async Task Thinking_is_sealed_as_the_block_that_must_go_back()
    {
        var parts = await ReadEventsAsync(
            Begin,
            """{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Is \"4\" < 5?"}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"\nÜber!"}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"Ab+/="}}""",
            """{"type":"content_block_stop","index":0}""",
            Stop("end_turn"),
            End);

        Assert.Equal(
            [
                "usage 7 1", "reasoning Is \"4\" < 5?", "reasoning \nÜber!",
                """sealed {"type":"thinking","thinking":"Is \"4\" < 5?\nÜber!","signature":"Ab+/="}""", "usage 7 9", "finished Completed",
            ],
            Describe(parts));
    }

    [Fact]
    public async Task Thinking_that_is_kept_secret_is_sealed_all_the_same()
    {
        var parts = await ReadEventsAsync(
            Begin,
            """{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"abc"}}""",
            """{"type":"content_block_stop","index":0}""",
            """{"type":"content_block_start","index":1,"content_block":{"type":"redacted_thinking","data":"xyz"}}""",
            """{"type":"content_block_stop","index":1}""",
            Stop("end_turn"),
            End);

        Assert.Equal(
            ["usage 7 1", """sealed {"type":"thinking","thinking":"","signature":"abc"}""", """sealed {"type":"redacted_thinking","data":"xyz"}""", "usage 7 9", "finished Completed"],
            Describe(parts));
    }

    [Fact]
    public async Task Calls_are_numbered_and_completed_as_soon_as_the_next_begins()
    {
        var parts = await ReadEventsAsync(
            Begin,
            ToolStart(1, "toolu_1", "{}"),
            """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":""}}""",
            """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"a\":"}}""",
            """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"1}"}}""",
            """{"type":"content_block_stop","index":1}""",
            ToolStart(2, "toolu_2", "{}"),
            """{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":""}}""",
            """{"type":"content_block_stop","index":2}""",
            ToolStart(3, "toolu_3", """{"b":2}"""),
            """{"type":"content_block_stop","index":3}""",
            Stop("tool_use"),
            End);

        Assert.Equal(
            [
                "usage 7 1", "call 0 toolu_1 shell", "arguments 0 {\"a\":", "arguments 0 1}", "called 0", "call 1 toolu_2 shell", "arguments 1 {}", "called 1",
                "call 2 toolu_3 shell", "arguments 2 {\"b\":2}", "usage 7 9", "called 2", "finished Completed",
            ],
            Describe(parts));
    }

    [Fact]
    public async Task A_call_that_ran_into_the_output_limit_is_not_completed()
    {
        var parts = await ReadEventsAsync(
            Begin,
            ToolStart(0, "toolu_1", "{}"),
            """{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{\"a\":"}}""",
            """{"type":"content_block_stop","index":0}""",
            Stop("max_tokens"),
            End);

        Assert.Equal(["usage 7 1", "call 0 toolu_1 shell", "arguments 0 {\"a\":", "usage 7 9", "finished OutputLimit"], Describe(parts));
    }

    [Theory]
    [InlineData("end_turn", "finished Completed")]
    [InlineData("stop_sequence", "finished Completed")]
    [InlineData("pause_turn", "finished Completed")]
    [InlineData("something_new", "finished Completed")]
    [InlineData("max_tokens", "finished OutputLimit")]
    [InlineData("model_context_window_exceeded", "failed ContextLengthExceeded")]
    public async Task Each_stop_reason_ends_the_reply_in_its_way(string reason, string expected)
    {
        Assert.Equal(expected, Describe(await ReadEventsAsync(Begin, Stop(reason), End))[^1]);
    }

    [Fact]
    public async Task A_refusal_is_explained()
    {
        var parts = await ReadEventsAsync(
            Begin,
            """{"type":"message_delta","delta":{"stop_reason":"refusal","stop_details":{"type":"refusal","category":"bio","explanation":"Not this."}}}""",
            End);

        Assert.Equal(["usage 7 1", "refusal Not this.", "finished ContentFilter"], Describe(parts));
    }

    [Fact]
    public async Task What_the_upstream_runs_itself_is_passed_over_unless_it_is_a_search()
    {
        var parts = await ReadEventsAsync(
            Begin,
            """{"type":"content_block_start","index":0,"content_block":{"type":"server_tool_use","id":"srvtoolu_1","name":"code_execution","input":{}}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{\"code\":1}"}}""",
            """{"type":"content_block_stop","index":0}""",
            """{"type":"content_block_start","index":1,"content_block":{"type":"code_execution_tool_result","tool_use_id":"srvtoolu_1","content":{"stdout":"1"}}}""",
            """{"type":"content_block_stop","index":1}""",
            """{"type":"something_new","payload":[1]}""",
            Stop("end_turn"),
            End);

        Assert.Equal(["usage 7 1", "usage 7 9", "finished Completed"], Describe(parts));
    }

    [Fact]
    public async Task A_second_attempt_spliced_into_a_call_fails_because_the_call_may_be_half_of_one()
    {
        var parts = await ReadEventsAsync(Begin, ToolStart(0, "toolu_1", "{}"), Begin, ToolStart(0, "toolu_2", "{}"), Stop("tool_use"), End);

        Assert.DoesNotContain(parts, part => part is ToolCallCompleted);
        Assert.Equal(ErrorKind.UpstreamFailed, Assert.IsType<Failed>(parts[^1]).Error.Kind);
    }

    [Theory]
    [InlineData("""{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", ErrorKind.UpstreamOverloaded)]
    [InlineData("""{"type":"error","error":{"type":"rate_limit_error","message":"Slow down"}}""", ErrorKind.RateLimited)]
    [InlineData("""{"type":"error","error":{"type":"api_error","message":"Internal"}}""", ErrorKind.UpstreamFailed)]
    [InlineData("""{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 3 tokens > 2 maximum"}}""", ErrorKind.ContextLengthExceeded)]
    [InlineData("""{"type":"content_block_delta","ind""", ErrorKind.UpstreamFailed)]
    public async Task An_error_in_the_stream_ends_the_reply(string data, ErrorKind expected)
    {
        var parts = await ReadEventsAsync(Begin, data, Stop("end_turn"), End);

        Assert.Equal(2, parts.Count);
        Assert.Equal(expected, Assert.IsType<Failed>(parts[^1]).Error.Kind);
    }

    [Fact]
    public async Task A_reply_that_is_cut_off_just_ends()
    {
        var parts = await ReadEventsAsync(Begin, Stop("end_turn"));

        Assert.Equal(["usage 7 1", "usage 7 9"], Describe(parts));
    }

    [Fact]
    public async Task A_reply_that_is_not_streamed_says_the_same()
    {
        const string Body = """
            {"id":"msg_1","type":"message","role":"assistant","content":[
                {"type":"thinking","thinking":"Hm.","signature":"abc"},{"type":"text","text":"So:"},
                {"type":"tool_use","id":"toolu_1","name":"shell","input":{"a":1}},{"type":"tool_use","id":"toolu_2","name":"shell","input":{}}],
             "stop_reason":"tool_use","usage":{"input_tokens":7,"output_tokens":9}}
            """;

        var parts = await ReadAsync(Body, "application/json");

        Assert.Equal(
            [
                "reasoning Hm.", """sealed {"type":"thinking","thinking":"Hm.","signature":"abc"}""", "text So:", "call 0 toolu_1 shell", "arguments 0 {\"a\":1}", "called 0",
                "call 1 toolu_2 shell", "arguments 1 {}", "usage 7 9", "called 1", "finished Completed",
            ],
            Describe(parts));
    }

    [Theory]
    [InlineData("""{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", ErrorKind.UpstreamOverloaded)]
    [InlineData("<html>", ErrorKind.UpstreamFailed)]
    public async Task A_complaint_with_the_status_of_a_success_is_a_failure(string body, ErrorKind expected)
    {
        var parts = await ReadAsync(body, "application/json");

        Assert.Equal(expected, Assert.IsType<Failed>(Assert.Single(parts)).Error.Kind);
    }

    [Fact]
    public async Task Events_that_have_arrived_are_read_without_waiting()
    {
        var events = string.Concat(new[] { Begin, ToolStart(0, "toolu_1", "{}"), Stop("tool_use"), End }.Select(data => $"data: {data}\n\n"));
        var reply = Reply(new MemoryStream(Encoding.UTF8.GetBytes(events)), "text/event-stream");
        await using var parts = new CodexFuncGateway.Dialects.AnthropicMessages.AnthropicMessagesDialect()
            .ReadReplyAsync(reply, CancellationToken.None).GetAsyncEnumerator();

        for (var more = true; more;)
        {
            var next = parts.MoveNextAsync();
            Assert.True(next.IsCompleted);
            more = await next;
        }
    }

    [Fact]
    public async Task What_was_sealed_is_what_the_next_request_sends()
    {
        var parts = await ReadEventsAsync(
            Begin,
            """{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"a\u2028\u0000\ud83d\ude00/<"}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"s"}}""",
            """{"type":"content_block_stop","index":0}""");
        var payload = parts.OfType<ReasoningSealed>().Single().Payload;

        var body = Map(Request(User("Go"), Thought() with { Payload = payload }, Call("a"), Output("a", "1")), Adaptive, "high");

        var replayed = body.GetProperty("messages")[1].GetProperty("content")[0];
        Assert.Equal(Encoding.UTF8.GetString(payload.Span), replayed.GetRawText());
        Assert.Equal("a\u2028\u0000😀/<", replayed.GetProperty("thinking").GetString());
    }

    private static string Stop(string reason) =>
        $$$"""{"type":"message_delta","delta":{"stop_reason":"{{{reason}}}","stop_sequence":null},"usage":{"output_tokens":9}}""";

    private static string ToolStart(int index, string id, string input) =>
        $$$"""{"type":"content_block_start","index":{{{index}}},"content_block":{"type":"tool_use","id":"{{{id}}}","name":"shell","input":{{{input}}}}}""";
}
