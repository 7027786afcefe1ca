using System.Text;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Encodings;
using CodexFuncGateway.Tests.Encodings;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>Bodies that arrive encoded (failure case 7).</summary>
public sealed class ContentEncodingTests : IAsyncLifetime
{
    private UpstreamSimulator upstream = null!;
    private GatewayUnderTest gateway = null!;

    public async Task InitializeAsync()
    {
        upstream = await Wire.Chat.StartAsync();
        gateway = await GatewayUnderTest.StartAsync([.. Wire.Chat.At(upstream), ("Gateway:MaxRequestBytes", "1000000")]);
    }

    public async Task DisposeAsync()
    {
        await gateway.DisposeAsync();
        await upstream.DisposeAsync();
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("GZIP")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("zstd")]
    [InlineData("gzip, zstd")]
    [InlineData("zstd,br, identity")]
    [InlineData("deflate, gzip, br, zstd")]
    public async Task A_question_is_understood_in_every_encoding_and_stack(string encodings)
    {
        var answer = await SendAsync(Encoded.AsStack(encodings, Encoding.UTF8.GetBytes(Ask.Question(Wire.Chat.Model, prompt: "Ceci n'est pas une pipe ✅"))), encodings);

        AssertAnswered(answer, "Ceci n'est pas une pipe ✅");
    }

    [Fact]
    public async Task Deflate_without_its_wrapper_is_understood()
    {
        var answer = await SendAsync(Encoded.As("raw deflate", Encoding.UTF8.GetBytes(Ask.Question(Wire.Chat.Model))), "deflate");

        AssertAnswered(answer, "What is 6 × 7?");
    }

    [Fact]
    public async Task A_question_that_zstd_really_compressed_is_understood()
    {
        var answer = await SendAsync(Lines.Fixture("request"), "zstd");

        AssertAnswered(answer, "Which line is the longest? ✅");
    }

    [Fact]
    public async Task Several_header_lines_are_one_stack()
    {
        var body = Encoded.AsStack("gzip, br", Encoding.UTF8.GetBytes(Ask.Question(Wire.Chat.Model)));

        AssertAnswered(await gateway.SendAsync(Ask.Responses(body).With(("Content-Encoding", "gzip"), ("Content-Encoding", "br"))), "What is 6 × 7?");
    }

    [Fact]
    public async Task A_stack_in_the_wrong_order_is_a_bad_request()
    {
        var answer = await SendAsync(Encoded.AsStack("br, gzip", Encoding.UTF8.GetBytes(Ask.Question(Wire.Chat.Model))), "gzip, br");

        AssertRefused(answer, 400, "not valid br");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("zstd")]
    public async Task A_body_that_breaks_off_is_a_bad_request(string encoding)
    {
        var body = Encoded.As(encoding, Encoding.UTF8.GetBytes(Ask.Question(Wire.Chat.Model)));

        AssertRefused(await SendAsync(body[..(body.Length / 2)], encoding), 400, "The body is not valid");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("zstd")]
    public async Task A_body_that_is_not_encoded_as_it_says_is_a_bad_request(string encoding)
    {
        var answer = await SendAsync(Encoding.UTF8.GetBytes(Ask.Question(Wire.Chat.Model)), encoding);

        AssertRefused(answer, 400, "The body is not valid");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("zstd")]
    [InlineData("gzip, gzip")]
    public async Task A_bomb_is_refused(string encodings)
    {
        var answer = await SendAsync(encodings == "zstd" ? ZstandardFrame.Bomb(1L << 30) : Encoded.AsStack(encodings, new byte[1 << 26]), encodings);

        AssertRefused(answer, 413, "1,000,000 bytes");
    }

    [Fact]
    public async Task What_is_too_large_while_encoded_is_refused_too() => AssertRefused(await SendAsync(new byte[1_000_001], "zstd"), 413, "1,000,000 bytes");

    [Fact]
    public async Task Too_many_layers_are_refused() => AssertRefused(await SendAsync([1], "gzip, gzip, gzip, gzip, gzip"), 415, "at most 4");

    [Fact]
    public async Task A_refused_encoding_names_the_ones_that_are_taken()
    {
        var answer = await SendAsync([1], "gzip, compress");

        AssertRefused(answer, 415, "zstd, br, gzip, deflate");
        Assert.Equal("zstd, br, gzip, deflate", answer.Headers["Accept-Encoding"]);
    }

    private Task<Answer> SendAsync(byte[] body, string encodings) => gateway.SendAsync(Ask.Responses(body).With(("Content-Encoding", encodings)));

    private void AssertAnswered(Answer answer, string prompt)
    {
        Assert.Equal("response.completed", answer.Terminal.Type);
        var received = Assert.Single(upstream.Requests);
        Assert.Contains(prompt, received.Json.GetProperty("messages").EnumerateArray().Last().GetProperty("content").ToString());
        Assert.DoesNotContain("Content-Encoding", received.Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    private void AssertRefused(Answer answer, int status, string message)
    {
        Assert.Equal(status, answer.Status);
        Assert.Contains(message, answer.Message);
        Assert.Empty(upstream.Requests);
    }
}
