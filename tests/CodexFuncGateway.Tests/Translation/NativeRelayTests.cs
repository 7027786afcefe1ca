using System.Buffers;
using System.Text;
using System.Text.Json;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Tests.Dialects.OpenAIResponses;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Translation;

/// <summary>One stream tells of one response: the official SDK breaks a stream off in which a second id appears.</summary>
public sealed class NativeRelayTests : IDisposable
{
    private const string Created = """{"type":"response.created","response":{"tools":[{"id":"no"}],"id":"resp_theirs","status":"in_progress"}}""";
    private const string Delta = """{"type":"response.output_text.delta","delta":"Hi"}""";
    private const string Completed = """{"response":{"output":[{"id":"msg_1"}],"id" : "resp_theirs", "status":"completed"},"type":"response.completed"}""";

    private readonly ArrayBufferWriter<byte> output = new();
    private readonly ReplyAssembler assembler;

    public NativeRelayTests()
    {
        var echo = ResponseEcho.Of(JsonView.Parse("{}"));
        assembler = new ReplyAssembler(new ResponseHead("resp_ours", 1, "m", echo), output) { KeepsResponse = true };
        assembler.Attach(new ReplyOrigin(ResponsesFixture.Route(ResponsesFixture.Native), null, new ReasoningEnvelope(new byte[32])));
    }

    [Fact]
    public void Without_a_silence_every_event_is_the_upstreams_own()
    {
        Accept(Created, Delta, Completed);

        Assert.Equal([Created, Delta, Completed], Events());
    }

    [Fact]
    public void A_sign_of_life_amid_the_reply_bears_the_upstreams_id()
    {
        Accept(Created, Delta);
        assembler.KeepAlive();
        Accept(Completed);

        Assert.Equal(["resp_theirs", "resp_theirs", "resp_theirs"], ResponseIds());
    }

    [Fact]
    public void A_reply_that_breaks_off_fails_under_the_upstreams_id()
    {
        Accept(Created, Delta);
        assembler.Fail(new GatewayError(ErrorKind.UpstreamFailed, "Broken."));
        assembler.Complete(new TokenUsage());

        Assert.Equal(["resp_theirs", "resp_theirs"], ResponseIds());
    }

    [Fact]
    public void A_reply_that_was_begun_for_a_silent_upstream_is_not_begun_again_and_ends_under_the_same_id()
    {
        assembler.Start();
        Accept(Created, Delta);
        assembler.KeepAlive();
        Accept(Completed);

        Assert.Equal(["response.created", "response.in_progress", "response.output_text.delta", "response.in_progress", "response.completed"], Events().Select(Type));
        Assert.All(ResponseIds(), id => Assert.Equal("resp_ours", id));
        Assert.Equal(Completed.Replace("\"resp_theirs\"", "\"resp_ours\"", StringComparison.Ordinal), Events()[^1]);
    }

    public void Dispose() => assembler.Dispose();

    private void Accept(params string[] events)
    {
        foreach (var data in events)
        {
            assembler.Accept(new NativeEvent(Encoding.UTF8.GetBytes(Type(data)), Encoding.UTF8.GetBytes(data)));
        }
    }

    private string[] Events() =>
        [.. Encoding.UTF8.GetString(output.WrittenSpan).Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => line["data: ".Length..])];

    private IEnumerable<string?> ResponseIds() => Events().Where(data => data.Contains("\"response\":", StringComparison.Ordinal))
        .Select(data => JsonElement.Parse(data).GetProperty("response").GetProperty("id").GetString());

    private static string Type(string data) => JsonElement.Parse(data).GetProperty("type").GetString()!;
}
