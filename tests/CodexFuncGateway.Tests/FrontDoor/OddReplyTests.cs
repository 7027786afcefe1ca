using CodexFuncGateway.Simulators.Tokens;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>Replies that mutation found to be too odd: each once ended in a defect, or in a stream without an end.</summary>
public sealed class OddReplyTests
{
    private const string Events = "text/event-stream";
    private const string Json = "application/json";
    private const string Created = """data: {"type":"response.created","response":{"id":"resp_1","status":"in_progress","output":[]}}""";

    [Theory]
    [InlineData("groq", 400, Json, """{"error":{"message":"No.","code":""}}""", 400)]
    [InlineData("groq", 400, Json, """{"error":{"message":"\ud83d","code":"\udc00"}}""", 400)]
    [InlineData("groq", 200, Json, """{"error":{"message":"\ud83d","code":7}}""", 502)]
    [InlineData("groq", 200, Json, """{"choices":[null],"usage":null}""", 502)]
    [InlineData("mistral", 200, Json, """{"choices":[{"delta":{"content":[null,{"type":"thinking","thinking":[null]},{"type":"text","text":"Hi"}]},"finish_reason":"stop"}]}""", 200)]
    [InlineData("anthropic", 200, Json, """{"type":"message","role":"assistant","content":[null,{"type":"text","text":"Hi"}],"stop_reason":"end_turn"}""", 200)]
    [InlineData("replicate", 200, Json, """{"id":"p1","status":"succeeded"}""", 200)]
    [InlineData("replicate", 200, Json, """{"id":"p1","status":"succeeded","output":null}""", 200)]
    [InlineData("groq", 200, Json, """{"choices":[{"message":{"content":"Hi","tool_calls":[null]},"finish_reason":"stop"}]}""", 200)]
    [InlineData("groq", 200, Json, """{"choices":[{"message":{"content":"Hi","executed_tools":[{"type":"search","index":"\ud83d","output":"\udc00","arguments":"\ud83d"}]},"finish_reason":"stop"}],"citations":["\ud83d"]}""", 200)]
    [InlineData("cohere", 200, Json, """{"id":"a","message":{"role":"assistant","content":[null,{"type":"text","text":"Hi"}],"tool_calls":[null]},"finish_reason":"COMPLETE"}""", 200)]
    [InlineData("cohere", 200, Events, "data: {\"type\":\"tool-call-delta\",\"index\":0,\"delta\":{\"message\":{\"tool_calls\":[null]}}}\n\n", 502)]
    [InlineData("xai", 200, Json, """{"id":"r","object":"response","status":"completed","output":[{"type":"message","content":[null,{"type":"output_text","text":"Hi"}]},{"type":"reasoning","summary":[null]}]}""", 200)]
    [InlineData("openai", 200, Events, "data: {\"t\\u0079pe\":\"a\\ud83d\"}", 502)]
    public async Task An_odd_reply_is_no_defect(string provider, int status, string type, string body, int expected)
    {
        var (answer, logs) = await AskAsync(provider, status, type, body, stream: false);

        Assert.Equal(expected, answer.Status);
        Assert.DoesNotContain(logs, line => line.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task A_last_event_that_nobody_can_read_is_not_passed_on_as_the_end()
    {
        var (answer, _) = await AskAsync("openai", 200, Events, Created + "\n\ndata: {\"type\":\"response.completed\",\"response\":{\"id\":\n\n", stream: true);

        Assert.Equal("response.failed", answer.Terminal.Type);
    }

    [Fact]
    public async Task A_failure_in_mid_stream_that_quotes_the_credential_is_told_without_it()
    {
        var (answer, _) = await AskAsync(
            "openai", 200, Events, Created + "\n\ndata: {\"type\":\"response.failed\",\"response\":{\"id\":\"resp_1\",\"error\":{\"code\":\"server_error\",\"message\":\"Your key " + Wire.ProviderKey + " is tired.\"}}}\n\n", stream: true);

        Assert.Equal("response.failed", answer.Terminal.Type);
        Assert.Contains("is tired", answer.Text);
        Assert.DoesNotContain(Wire.ProviderKey, answer.Text);
    }

    [Fact]
    public async Task An_event_in_several_lines_arrives_in_one_with_every_escape_as_it_was()
    {
        var (answer, _) = await AskAsync(
            "openai", 200, Events, Created + "\n\ndata: {\"type\":\"response.output_text.delta\",\ndata: \"delta\":\"\\ud83d\"}\n\ndata: {\"type\":\"response.completed\",\"response\":{\"id\":\"resp_1\",\"status\":\"completed\",\"output\":[]}}\n\n", stream: true);

        Assert.Contains("data: {\"type\":\"response.output_text.delta\", \"delta\":\"\\ud83d\"}\n", answer.Text);
        Assert.Equal("response.completed", answer.Terminal.Type);
    }

    [Theory]
    [InlineData("""{"id":"resp_1","status":"completed"}""")]
    [InlineData("""{"id":"resp_1","status":"completed","output":{}}""")]
    [InlineData("""{"id":"\ud83d","status":"completed","output":[null,{},{"type":7},{"type":"message"}]}""")]
    public async Task A_compaction_that_is_none_is_said_to_be_missing(string response)
    {
        await using var upstream = await LoopbackServer.StartAsync(_ => new LoopbackAnswer(200, $"{Created}\n\ndata: {{\"type\":\"response.completed\",\"response\":{response}}}\n\n", Events));
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.OpenAI.At(upstream.Address));
        var request = Ask.Responses($$"""{"model":"{{Wire.OpenAI.Model}}","input":"a"}""");
        request.RequestUri = new Uri("/v1/responses/compact", UriKind.Relative);

        var answer = await gateway.SendAsync(request);

        Assert.Equal(502, answer.Status);
        Assert.DoesNotContain(gateway.Logs.Lines, line => line.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task A_chat_client_is_told_at_once_of_an_event_that_nobody_can_read_though_the_upstream_goes_on()
    {
        await using var upstream = await LoopbackServer.StartAsync(_ => new LoopbackAnswer(200, Created + "\n\ndata: {\"type\":\"response.output_text.delta\",\"delta\":\n\n", Events) { StaysOpen = true });
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.OpenAI.At(upstream.Address));

        var answer = await gateway.ChatAsync(Ask.ChatQuestion(Wire.OpenAI.Model)).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Contains("\"error\"", answer.Text);
        Assert.DoesNotContain(gateway.Logs.Lines, line => line.Level >= LogLevel.Error);
        Assert.Equal(200, (await gateway.Ledger.OnlyRowAsync()).Status);
    }

    [Fact]
    public async Task A_word_of_an_upstream_that_is_no_word_is_not_written_down()
    {
        await using var upstream = await LoopbackServer.StartAsync(_ => new LoopbackAnswer(
            200, $$$"""{{{Created}}}{{{"\n\n"}}}data: {"type":"response.completed","response":{"id":"resp_1","status":"completed","output":[],"service_tier":"{{{new string('x', 70_000)}}}"}}{{{"\n\n"}}}""", Events));
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.OpenAI.At(upstream.Address));

        await gateway.PostAsync($$"""{"model":"{{Wire.OpenAI.Model}}","input":"a","service_tier":"{{new string('y', 70_000)}}"}""");

        var row = await gateway.Ledger.OnlyRowAsync();
        Assert.Equal((null, null), (row.ServiceTierAsked, row.ServiceTierServed));
    }

    [Fact]
    public async Task What_a_response_repeats_of_its_request_may_hold_half_a_character()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.Chat.At(upstream));

        var answer = await gateway.PostAsync($$"""{"model":"{{Wire.Chat.Model}}","stream":true,"input":"Go on.","tools":[{"type":"custom","name":"look",{{"\n"}}"query":"\ud83d"}]}""");

        Assert.True(answer.Events[^1].IsTerminal);
        Assert.DoesNotContain(gateway.Logs.Lines, line => line.Level >= LogLevel.Error);
    }

    private static async Task<(Answer Answer, IEnumerable<(string Category, LogLevel Level, string Text)> Logs)> AskAsync(string provider, int status, string type, string body, bool stream)
    {
        var wire = provider == "replicate" ? Wire.Replicate : Wire.Of(provider);
        await using var upstream = await LoopbackServer.StartAsync(_ => new LoopbackAnswer(status, body, type));
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream.Address));
        var asking = gateway.PostAsync($$"""{"model":"{{wire.Model}}","input":"Go on.","stream":{{(stream ? "true" : "false")}}}""");
        return (await asking, gateway.Logs.Lines);
    }
}
