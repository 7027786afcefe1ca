using CodexFuncGateway.Catalog;

namespace CodexFuncGateway.Tests.Dialects.OpenAIResponses;

public sealed class RewrittenReplyTests
{
    private const string Completed = """{"type":"response.completed","response":{"status":"completed"}}""";

    [Fact]
    public async Task Text_is_told_once_though_the_stream_tells_it_four_times()
    {
        var parts = await ReadAsync(
            """{"type":"response.output_item.added","output_index":0,"item":{"type":"message","content":[]}}""",
            """{"type":"response.output_text.delta","output_index":0,"delta":"Hel"}""",
            """{"type":"response.output_text.delta","output_index":0,"delta":"lo\u00e9"}""",
            """{"type":"response.output_text.done","output_index":0,"text":"Helloé"}""",
            """{"type":"response.output_item.done","output_index":0,"item":{"type":"message","content":[{"type":"output_text","text":"Helloé"}]}}""",
            """{"type":"response.completed","response":{"output":[{"type":"message","content":[{"type":"output_text","text":"Helloé"}]}]}}""");

        Assert.Equal(["text Hel", "text loé", "finished Completed"], parts);
    }

    [Fact]
    public async Task Text_without_deltas_is_told_when_its_item_is_done()
    {
        var parts = await ReadAsync(
            """{"type":"response.output_item.done","item":{"type":"message","content":[{"type":"output_text","text":"a"},{"type":"refusal","refusal":"b"}]}}""", Completed);

        Assert.Equal(["text a", "refusal b", "finished Completed"], parts);
    }

    [Fact]
    public async Task What_only_the_last_event_holds_is_told_then()
    {
        var parts = await ReadAsync(
            """{"type":"response.output_text.delta","delta":"Hel"}""",
            """{"type":"response.completed","response":{"output":[{"type":"message","content":[{"type":"output_text","text":"Hello"}]}]}}""");

        Assert.Equal(["text Hel", "text lo", "finished Completed"], parts);
    }

    [Fact]
    public async Task Ids_that_begin_anew_in_each_reply_are_not_passed_on()
    {
        const string Call = """{"type":"response.output_item.done","item":{"type":"function_call","call_id":"call_0","name":"f","arguments":"{}"}}""";

        Assert.Equal(["call 0 call_0 f", "arguments 0 {}", "called 0", "finished Completed"], await ReadAsync(Call, Completed));
        Assert.Equal(
            ["call 0  f", "arguments 0 {}", "called 0", "finished Completed"],
            await ResponsesFixture.ReadAsync(new Capabilities { RepeatedCallIds = true }, Call, Completed));
    }

    [Fact]
    public async Task Two_messages_are_told_apart()
    {
        var parts = await ReadAsync(
            """{"type":"response.output_text.delta","output_index":0,"delta":"a"}""",
            """{"type":"response.output_text.delta","output_index":1,"delta":"b"}""",
            Completed);

        Assert.Equal(["text a", @"text \n\n", "text b", "finished Completed"], parts);
    }

    [Fact]
    public async Task Passages_of_reasoning_are_told_apart_and_the_item_is_sealed()
    {
        var item = """{"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"a"},{"type":"summary_text","text":"b"}],"encrypted_content":"e"}""";

        var parts = await ReadAsync(
            """{"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":0,"delta":"a"}""",
            """{"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":1,"delta":"b"}""",
            $$"""{"type":"response.output_item.done","output_index":0,"item":{{item}}}""",
            Completed);

        Assert.Equal(["reasoning a", @"reasoning \n\n", "reasoning b", $"sealed {item}", "finished Completed"], parts);
    }

    [Fact]
    public async Task Reasoning_that_is_told_both_in_summary_and_in_full_is_told_once()
    {
        var parts = await ReadAsync(
            """{"type":"response.reasoning_text.delta","output_index":0,"delta":"full"}""",
            """{"type":"response.reasoning_summary_text.delta","output_index":0,"delta":"short"}""",
            Completed);

        Assert.Equal(["reasoning full", "finished Completed"], parts);
    }

    [Theory]
    [InlineData(ReasoningReplay.None, false)]
    [InlineData(ReasoningReplay.SealedBlocks, true)]
    public async Task Reasoning_in_the_open_goes_back_only_where_that_is_declared(ReasoningReplay replay, bool isSealed)
    {
        var parts = await ResponsesFixture.ReadAsync(
            new Capabilities { ReasoningReplay = replay },
            """{"type":"response.output_item.done","item":{"type":"reasoning","summary":[],"content":[{"type":"reasoning_text","text":"a"}]}}""");

        Assert.Equal("reasoning a", parts[0]);
        Assert.Equal(isSealed, parts.Length == 2);
    }

    [Fact]
    public async Task Parallel_calls_are_told_apart()
    {
        var parts = await ReadAsync(
            """{"type":"response.output_item.added","output_index":3,"item":{"type":"function_call","call_id":"c3","name":"f","arguments":""}}""",
            """{"type":"response.output_item.added","output_index":4,"item":{"type":"function_call","call_id":"c4","name":"g","arguments":""}}""",
            """{"type":"response.function_call_arguments.delta","output_index":4,"delta":"{\"b\":"}""",
            """{"type":"response.function_call_arguments.delta","output_index":3,"delta":"{}"}""",
            """{"type":"response.function_call_arguments.delta","output_index":4,"delta":"1}"}""",
            """{"type":"response.output_item.done","output_index":4,"item":{"type":"function_call","call_id":"c4","name":"g","arguments":"{\"b\":1}"}}""",
            """{"type":"response.output_item.done","output_index":3,"item":{"type":"function_call","call_id":"c3","name":"f","arguments":"{}"}}""",
            Completed);

        Assert.Equal(
            ["call 0 c3 f", "call 1 c4 g", """arguments 1 {"b":""", "arguments 0 {}", "arguments 1 1}", "called 1", "called 0", "finished Completed"],
            parts);
    }

    [Theory]
    [InlineData("""{"type":"response.function_call_arguments.done","output_index":0,"arguments":"{\"a\":1}"}""")]
    [InlineData("""{"type":"response.created"}""")]
    public async Task Arguments_without_deltas_are_told_once(string before)
    {
        var parts = await ReadAsync(
            """{"type":"response.output_item.added","output_index":0,"item":{"type":"function_call","call_id":"c","name":"f","arguments":""}}""",
            before,
            """{"type":"response.output_item.done","output_index":0,"item":{"type":"function_call","call_id":"c","name":"f","arguments":"{\"a\":1}"}}""",
            Completed);

        Assert.Equal(["call 0 c f", """arguments 0 {"a":1}""", "called 0", "finished Completed"], parts);
    }

    [Fact]
    public async Task Items_that_are_all_numbered_zero_are_told_apart()
    {
        var parts = await ReadAsync(
            """{"type":"response.output_item.added","item":{"type":"function_call","call_id":"a","name":"f"}}""",
            """{"type":"response.output_item.done","item":{"type":"function_call","call_id":"a","name":"f","arguments":"{}"}}""",
            """{"type":"response.output_item.added","item":{"type":"function_call","call_id":"b","name":"f"}}""",
            """{"type":"response.output_item.done","item":{"type":"function_call","call_id":"b","name":"f","arguments":"{}"}}""",
            Completed);

        Assert.Equal(["call 0 a f", "arguments 0 {}", "called 0", "call 1 b f", "arguments 1 {}", "called 1", "finished Completed"], parts);
    }

    [Fact]
    public async Task A_call_that_was_cut_off_is_not_completed()
    {
        var parts = await ReadAsync(
            """{"type":"response.output_item.added","output_index":0,"item":{"type":"function_call","call_id":"c","name":"f","arguments":""}}""",
            """{"type":"response.function_call_arguments.delta","output_index":0,"delta":"{\"a"}""",
            """{"type":"response.output_item.done","output_index":0,"item":{"type":"function_call","status":"incomplete","call_id":"c","name":"f","arguments":"{\"a"}}""",
            """{"type":"response.incomplete","response":{"status":"incomplete","incomplete_details":{"reason":"max_output_tokens"}}}""");

        Assert.Equal(["call 0 c f", """arguments 0 {"a""", "finished OutputLimit"], parts);
    }

    [Fact]
    public async Task A_signed_thought_is_sealed_before_its_call()
    {
        var parts = await ReadAsync(
            """{"type":"response.output_item.done","output_index":0,"item":{"type":"function_call","call_id":"c","name":"f","arguments":"{}","thought_signature":"s"}}""", Completed);

        Assert.Equal(
            ["""sealed {"call_id":"c","thought_signature":"s"}""", "call 0 c f", "arguments 0 {}", "called 0", "finished Completed"], parts);
    }

    [Fact]
    public async Task Other_tools_that_the_upstream_runs_itself_say_nothing()
    {
        var parts = await ReadAsync(
            """{"type":"response.output_item.done","output_index":0,"item":{"type":"web_search_call","status":"completed","action":{"type":"open_page","url":"https://a.example"}}}""",
            """{"type":"response.output_item.done","output_index":1,"item":{"type":"tool_search_call","arguments":{"q":1}}}""",
            """{"type":"response.custom_tool_call_input.delta","output_index":2,"delta":"x"}""",
            Completed);

        Assert.Equal(["finished Completed"], parts);
    }

    [Theory]
    [InlineData("""{"type":"web_search_call","status":"completed","action":{"type":"search","query":"a","queries":["a","b"]}}""", "search 0 a|b", "searched 0")]
    [InlineData("""{"type":"web_search_call","status":"failed","action":{"type":"search","query":"a"}}""", "search 0 a", "searched 0 in vain")]
    [InlineData("""{"type":"web_search_call","status":"completed","name":"web_search","arguments":"{\"query\":\"a\"}"}""", "search 0 a", "searched 0")]
    [InlineData("""{"type":"web_search_call","status":"completed","arguments":"{"}""", "search 0", "searched 0")]
    [InlineData("""{"type":"search_results","queries":["a"],"results":[]}""", "search 0 a", "searched 0")]
    public async Task A_search_is_told_when_it_is_over(string item, params string[] expected)
    {
        var parts = await ReadAsync("""{"type":"response.output_item.added","output_index":0,"item":ITEM}""".Replace("ITEM", item, StringComparison.Ordinal), """{"type":"response.output_item.done","output_index":0,"item":ITEM}""".Replace("ITEM", item, StringComparison.Ordinal), Completed);

        Assert.Equal([.. expected, "finished Completed"], parts);
    }

    [Fact]
    public async Task Sources_are_placed_in_the_text_of_the_whole_answer()
    {
        var parts = await ReadAsync(
            """{"type":"response.output_item.done","output_index":0,"item":{"type":"message","content":[{"type":"output_text","text":"Ä🚀","annotations":[{"type":"url_citation","url":"https://a.example","title":"A","start_index":1,"end_index":2}]}]}}""",
            """{"type":"response.output_text.delta","output_index":1,"delta":"so"}""",
            """{"type":"response.output_text.annotation.added","output_index":1,"annotation_index":0,"annotation":{"type":"url_citation","url":"https://b.example"}}""",
            """{"type":"response.output_item.done","output_index":1,"item":{"type":"message","content":[{"type":"output_text","text":"so","annotations":[{"type":"url_citation","url":"https://b.example"},{"type":"url_citation","url":"https://c.example","start_index":0,"end_index":2},{"type":"file_citation"}]}]}}""",
            Completed);

        Assert.Equal(
            ["text Ä🚀", "cited https://a.example A 1-2", "text \\n\\n", "text so", "cited https://b.example", "cited https://c.example  4-6", "finished Completed"],
            parts);
    }

    [Fact]
    public async Task Usage_under_Perplexitys_names_is_read()
    {
        var parts = await ReadAsync(
            """{"type":"response.completed","response":{"usage":{"input_tokens":10,"input_tokens_details":{"cache_read_input_tokens":20,"cache_creation_input_tokens":3},"output_tokens":5}}}""");

        Assert.Equal("usage 0+20+3 5(0)", parts[0]);
    }

    [Fact]
    public async Task A_failure_is_told_once_with_its_usage()
    {
        var parts = await ReadAsync(
            """{"type":"error","code":"server_error","message":"Oops."}""",
            """{"type":"response.failed","response":{"error":{"code":"server_error","message":"Oops."},"usage":{"input_tokens":1,"output_tokens":2}}}""");

        Assert.Equal(["usage 1+0+0 2(0)", "failed UpstreamFailed Provider: Oops."], parts);
    }

    [Fact]
    public async Task A_failure_explained_beside_the_response_is_understood()
    {
        Assert.Equal(
            ["failed RateLimited Provider: Slow down."],
            await ReadAsync("""{"type":"response.failed","error":{"type":"rate_limit_exceeded","message":"Slow down."}}"""));
    }

    [Fact]
    public async Task An_unexplained_failure_is_a_failure()
    {
        Assert.Equal(
            ["failed UpstreamFailed Provider reported an error without an explanation."], await ReadAsync("""{"type":"response.failed","response":{"error":null}}"""));
    }

    [Fact]
    public async Task A_complaint_without_a_type_is_the_end()
    {
        Assert.Equal(["failed ContextLengthExceeded Provider: The prompt is too long."], await ReadAsync("""{"error":{"message":"The prompt is too long."}}""", "[DONE]"));
    }

    [Fact]
    public async Task An_event_that_is_not_json_fails_the_reply()
    {
        Assert.Equal(["failed UpstreamFailed The provider sent an event that is not valid JSON."], await ReadAsync("""{"type":"response.output_text.delta","delta":"""));
    }

    [Theory]
    [InlineData("""{"type":"response.output_item.done","item":{"type":"function_call","call_id":"c","name":"f","arguments":"\ud83d"}}""", "arguments 0 \uFFFD")]
    [InlineData("""{"type":"response.output_text.delta","delta":"\ud83d"}""", "text \uFFFD")]
    [InlineData("""{"type":"response.failed","response":{"error":{"code":"server_error","message":"\ud83d"}}}""", "failed UpstreamFailed Provider reported an error without an explanation.")]
    public async Task Half_a_character_does_no_harm(string json, string expected)
    {
        Assert.Contains(expected, await ReadAsync(json));
    }

    [Fact]
    public async Task A_reply_that_just_stops_has_no_end()
    {
        Assert.Equal(["text a"], await ReadAsync("""{"type":"response.output_text.delta","delta":"a"}"""));
    }

    [Fact]
    public async Task A_reply_that_was_not_streamed_tells_the_same()
    {
        var reply = ResponsesFixture.Reply(
            """{"object":"response","status":"incomplete","error":null,"incomplete_details":{"reason":"content_filter"},"output":[{"type":"message","content":[{"type":"output_text","text":"Hi"}]},{"type":"function_call","call_id":"c","name":"f","arguments":"{}"}],"usage":{"input_tokens":3,"output_tokens":2}}""",
            contentType: "application/json");

        Assert.Equal(["text Hi", "call 0 c f", "arguments 0 {}", "called 0", "usage 3+0+0 2(0)", "finished ContentFilter"], await ResponsesFixture.ReadAsync(reply));
    }

    private static Task<string[]> ReadAsync(params string[] events) => ResponsesFixture.ReadAsync(new Capabilities(), events);
}
