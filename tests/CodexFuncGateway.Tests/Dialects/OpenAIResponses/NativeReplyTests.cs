using System.IO.Pipelines;
using System.Text;
using CodexFuncGateway.Dialects.OpenAIResponses;

namespace CodexFuncGateway.Tests.Dialects.OpenAIResponses;

public sealed class NativeReplyTests
{
    private const string Delta = """{"type":"response.output_text.delta","delta":"h\u0069","obfuscation":"x"}""";
    private const string Completed =
        """{"type":"response.completed","response":{"status":"completed","service_tier":"flex","usage":{"input_tokens":10,"input_tokens_details":{"cached_tokens":4,"cache_write_tokens":1},"output_tokens":7,"output_tokens_details":{"reasoning_tokens":3}}}}""";

    [Fact]
    public async Task Events_pass_byte_for_byte_and_the_last_one_also_tells_usage_and_end()
    {
        var parts = await ReadAsync(Delta, Completed);

        Assert.Equal(
            [$"event response.output_text.delta {Delta}", "usage 5+4+1 7(3) flex", $"event response.completed {Completed}", "finished Completed"],
            parts);
    }

    [Fact]
    public async Task Deltas_at_hand_that_are_framed_alike_pass_as_one_run()
    {
        var frame = $"event: response.output_text.delta\ndata: {Delta}\n\n";
        var other = frame.Replace("output_text", "reasoning_text", StringComparison.Ordinal);

        var parts = await ResponsesFixture.ReadAsync(ResponsesFixture.Reply(frame + frame + frame + other + frame, ResponsesFixture.Native));

        Assert.Equal(
            [$"event response.output_text.delta {Delta}", $"2 deltas {Shown(frame + frame)}", $"event response.reasoning_text.delta {Delta.Replace("output_text", "reasoning_text", StringComparison.Ordinal)}", $"event response.output_text.delta {Delta}"],
            parts);
    }

    [Fact]
    public async Task Data_in_several_lines_passes_in_one()
    {
        var reply = ResponsesFixture.Reply("data: {\"type\":\"response.output_text.delta\",\ndata:  \"delta\":\"ü\"}\n\n", ResponsesFixture.Native);

        Assert.Equal(["event response.output_text.delta {\"type\":\"response.output_text.delta\",  \"delta\":\"ü\"}"], await ResponsesFixture.ReadAsync(reply));
    }

    [Fact]
    public async Task Two_events_between_which_a_line_was_lost_are_no_event()
    {
        var reply = ResponsesFixture.Reply($"data: {Delta}\ndata: {Completed}\n\n", ResponsesFixture.Native);

        await Assert.ThrowsAnyAsync<System.Text.Json.JsonException>(() => ResponsesFixture.ReadAsync(reply));
    }

    [Theory]
    [InlineData("event: response.output_text.delta\r\ndata: {0}\r\n\r\n")]
    [InlineData("event: response.output_text.delta\ndata: {0}\nid: 1\n\n")]
    [InlineData("data: {0}\n\n")]
    [InlineData("data: {0}\nevent: response.output_text.delta\n\n")]
    public async Task Deltas_that_are_framed_otherwise_pass_one_by_one(string frame)
    {
        var framed = frame.Replace("{0}", Delta, StringComparison.Ordinal);

        var parts = await ResponsesFixture.ReadAsync(ResponsesFixture.Reply(framed + framed, ResponsesFixture.Native));

        Assert.Equal([$"event response.output_text.delta {Delta}", $"event response.output_text.delta {Delta}"], parts);
    }

    [Theory]
    [InlineData("""{"sequence_number":1,"item":{"type":"message"},"type":"response.output_item.added"}""", "response.output_item.added")]
    [InlineData("""{ "type" : "response.created" }""", "response.created")]
    [InlineData("""{"type":"response\u002ecreated"}""", "response.created")]
    [InlineData("""{"type":"response.of_the_future","x":1}""", "response.of_the_future")]
    public async Task The_type_is_found_wherever_it_stands(string json, string type)
    {
        Assert.Equal($"event {type} {json}", (await ReadAsync(json))[0]);
    }

    [Fact]
    public async Task The_name_of_the_event_does_not_matter()
    {
        var parts = await ResponsesFixture.ReadAsync(ResponsesFixture.Reply($"data: {Delta}\nevent: wrong\n\n", ResponsesFixture.Native));

        Assert.Equal([$"event response.output_text.delta {Delta}"], parts);
    }

    [Fact]
    public async Task What_has_no_type_is_not_passed_on()
    {
        Assert.Empty(await ReadAsync("[DONE]", "not json", """{"foo":1}""", "[{\"type\":\"x\"}]"));
    }

    [Fact]
    public async Task Nothing_is_read_after_the_end()
    {
        Assert.Equal("finished Completed", (await ReadAsync(Completed, Delta))[^1]);
    }

    [Theory]
    [InlineData("max_output_tokens", "OutputLimit")]
    [InlineData("content_filter", "ContentFilter")]
    public async Task An_incomplete_reply_says_why(string reason, string expected)
    {
        var json = $$$$"""{"type":"response.incomplete","response":{"incomplete_details":{"reason":"{{{{reason}}}}"}}}""";

        Assert.Equal($"finished {expected}", (await ReadAsync(json))[^1]);
    }

    [Theory]
    [InlineData("rate_limit_exceeded", "RateLimited")]
    [InlineData("insufficient_quota", "QuotaSpent")]
    [InlineData("context_length_exceeded", "ContextLengthExceeded")]
    [InlineData("server_is_overloaded", "UpstreamOverloaded")]
    [InlineData("cyber_policy", "InvalidRequest")]
    [InlineData("invalid_image_url", "InvalidRequest")]
    [InlineData("server_error", "UpstreamFailed")]
    public async Task A_failed_reply_says_why(string code, string kind)
    {
        var json = $$$$"""{"type":"response.failed","response":{"error":{"code":"{{{{code}}}}","message":"Sorry."}}}""";

        Assert.Equal([$"event response.failed {json}", $"failed {kind} Provider: Sorry."], await ReadAsync(json));
    }

    [Fact]
    public async Task A_complaint_that_a_failure_follows_is_told_once()
    {
        var parts = await ReadAsync(
            """{"type":"error","error":{"code":"insufficient_quota","message":"Pay."}}""",
            """{"type":"response.failed","response":{"error":{"code":"insufficient_quota","message":"Pay."}}}""");

        Assert.Equal("failed QuotaSpent Provider: Pay.", Assert.Single(parts, part => part.StartsWith("failed", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{"type":"error","code":"rate_limit_exceeded","message":"Slow."}""")]
    [InlineData("""{"error":{"code":"rate_limit_exceeded","message":"Slow."}}""")]
    public async Task A_complaint_that_nothing_follows_is_the_end(string json)
    {
        Assert.Equal("failed RateLimited Provider: Slow.", (await ReadAsync(json))[^1]);
    }

    [Fact]
    public async Task A_reply_that_just_stops_has_no_end()
    {
        Assert.Equal([$"event response.output_text.delta {Delta}"], await ReadAsync(Delta));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(40)]
    public async Task An_event_that_was_cut_off_is_not_passed_on(int missing)
    {
        var reply = ResponsesFixture.Reply($"data: {Delta}\n\ndata: {Completed[..^missing]}", ResponsesFixture.Native);

        Assert.Equal([$"event response.output_text.delta {Delta}"], await ResponsesFixture.ReadAsync(reply));
    }

    [Fact]
    public async Task A_last_event_without_its_blank_line_counts()
    {
        var reply = ResponsesFixture.Reply($"data: {Completed}", ResponsesFixture.Native);

        Assert.Equal("finished Completed", (await ResponsesFixture.ReadAsync(reply))[^1]);
    }

    [Fact]
    public async Task A_reply_that_was_not_streamed_is_told_in_parts()
    {
        var reply = ResponsesFixture.Reply(
            """{"object":"response","status":"completed","output":[{"type":"reasoning","summary":[],"encrypted_content":"abc"},{"type":"message","content":[{"type":"output_text","text":"Hi"}]}]}""",
            ResponsesFixture.Native,
            contentType: "application/json");

        Assert.Equal(["sealed abc", "text Hi", "finished Completed"], await ResponsesFixture.ReadAsync(reply));
    }

    [Fact]
    public async Task Events_that_have_arrived_are_told_without_waiting()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes($"data: {Delta}\n\ndata: {Delta}\n\nda"));
        var reply = ResponsesFixture.Reply("", ResponsesFixture.Native) with { Body = pipe.Reader.AsStream() };

        await using var parts = new OpenAIResponsesDialect().ReadReplyAsync(reply, default).GetAsyncEnumerator();
        await parts.MoveNextAsync();
        var second = parts.MoveNextAsync().AsTask().IsCompletedSuccessfully;
        var third = parts.MoveNextAsync().AsTask();

        Assert.True(second);
        Assert.False(third.IsCompleted);
        await pipe.Writer.CompleteAsync();
        await third;
    }

    private static string Shown(string frames) => frames.Replace("\n", "\\n", StringComparison.Ordinal);

    private static Task<string[]> ReadAsync(params string[] events) => ResponsesFixture.ReadAsync(ResponsesFixture.Native, events);
}
