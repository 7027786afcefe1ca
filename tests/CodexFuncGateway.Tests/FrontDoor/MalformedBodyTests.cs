using System.Text;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>Bodies that are no Responses request at all.</summary>
public sealed class MalformedBodyTests(IdleGateway idle) : IClassFixture<IdleGateway>
{
    [Theory]
    [InlineData("", "line 1, byte 1")]
    [InlineData("{\"model\":\n  \"x\",}", "line 2, byte 7")]
    [InlineData("{\"model\":\"x\"", "line 1")]
    [InlineData("{} {}", "line 1, byte 4")]
    [InlineData("model=x&input=y", "line 1, byte 1")]
    [InlineData("{'model':'x'}", "line 1, byte 2")]
    public async Task A_body_that_is_no_JSON_is_answered_with_the_place(string body, string place)
    {
        var answer = await idle.Gateway.PostAsync(body);

        Assert.Equal((400, "invalid_request_error"), (answer.Status, answer.Code));
        Assert.StartsWith("The body is not valid JSON", answer.Message, StringComparison.Ordinal);
        Assert.Contains(place, answer.Message);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("3")]
    public async Task JSON_that_is_no_object_is_said_to_be_none(string body)
    {
        var answer = await idle.Gateway.PostAsync(body);

        Assert.Equal((400, "body"), (answer.Status, answer.Param));
        Assert.Contains("must be an object", answer.Message);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF_8_are_refused_by_name()
    {
        byte[] body = [.. "{\"model\":\"groq/llama-3.3-70b-versatile\",\"input\":\""u8, 0xC3, 0x28, .. "\"}"u8];

        var answer = await idle.Gateway.SendAsync(Ask.Responses(body));

        Assert.Equal((400, "The body is not valid UTF-8."), (answer.Status, answer.Message));
    }

    [Fact]
    public async Task A_body_in_another_encoding_is_refused()
    {
        var answer = await idle.Gateway.SendAsync(Ask.Responses(Encoding.Unicode.GetBytes(Ask.Question("groq/llama-3.3-70b-versatile"))));

        Assert.Equal(400, answer.Status);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1_000_000)]
    public async Task Nesting_without_end_is_refused_and_named(int depth)
    {
        var answer = await idle.Gateway.PostAsync($$"""{"model":"groq/llama-3.3-70b-versatile","input":{{new string('[', depth)}}{{new string(']', depth)}}}""");

        Assert.Equal((400, "invalid_request_error"), (answer.Status, answer.Code));
        Assert.Contains("nested", answer.Message);
    }

    [Fact]
    public async Task Half_of_a_surrogate_pair_is_refused_with_its_place()
    {
        var answer = await idle.Gateway.PostAsync("""{"model":"groq/llama-3.3-70b-versatile","input":[{"role":"user","content":"\ud83d"}]}""");

        Assert.Equal((400, "input[0].content"), (answer.Status, answer.Param));
        Assert.Contains("surrogate", answer.Message);
    }

    [Fact]
    public async Task Codex_shows_what_is_wrong_at_once()
    {
        var answer = await idle.Gateway.PostAsync("{", Ask.ByCodex);

        Assert.Equal((400, "invalid_prompt"), (answer.Status, answer.Code));
        Assert.Contains("not valid JSON", answer.Message);
    }

    [Fact]
    public async Task A_refused_request_leaves_no_row()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();

        await gateway.PostAsync("{");

        Assert.Empty(await gateway.Ledger.RowsAsync());
    }
}
