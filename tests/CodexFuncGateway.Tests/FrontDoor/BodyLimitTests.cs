namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>How large a body may be, and how it may be encoded.</summary>
public sealed class BodyLimitTests(IdleGateway idle) : IClassFixture<IdleGateway>
{
    private const int FortyMegabytes = 40 * 1024 * 1024;

    [Fact]
    public async Task A_body_that_announces_40_MB_is_refused()
    {
        var answer = await idle.Gateway.SendAsync(Ask.Responses(new byte[FortyMegabytes]));

        AssertTooLarge(answer);
    }

    [Fact]
    public async Task A_body_that_grows_to_40_MB_unannounced_is_refused()
    {
        var answer = await idle.Gateway.SendAsync(Chunked(new byte[FortyMegabytes]));

        AssertTooLarge(answer);
    }

    [Fact]
    public async Task Codex_is_told_of_the_limit_once()
    {
        var answer = await idle.Gateway.SendAsync(Ask.Responses(new byte[FortyMegabytes]).With(Ask.ByCodex));

        Assert.Equal((400, "invalid_prompt"), (answer.Status, answer.Code));
        Assert.Contains("larger than", answer.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_limit_is_a_setting_and_the_last_byte_counts(bool chunked)
    {
        var body = Ask.Question("nobody/serves-this");
        await using var gateway = await GatewayUnderTest.StartAsync(("Gateway:MaxRequestBytes", $"{System.Text.Encoding.UTF8.GetByteCount(body)}"));
        var fits = System.Text.Encoding.UTF8.GetBytes(body);
        byte[] exceeds = [.. fits, (byte)' '];

        var taken = await gateway.SendAsync(chunked ? Chunked(fits) : Ask.Responses(fits));
        var refused = await gateway.SendAsync(chunked ? Chunked(exceeds) : Ask.Responses(exceeds));

        Assert.Equal((404, 413), (taken.Status, refused.Status));
    }

    [Theory]
    [InlineData("compress")]
    [InlineData("snappy")]
    [InlineData("gzip, snappy")]
    public async Task An_encoding_that_nobody_reads_is_refused_by_name(string encoding)
    {
        var answer = await idle.Gateway.PostAsync(Ask.Question("gpt-5.4-mini"), ("Content-Encoding", encoding));

        Assert.Equal((415, "unsupported_media_type"), (answer.Status, answer.Code));
        Assert.Contains(encoding[(encoding.LastIndexOf(' ') + 1)..], answer.Message);
    }

    [Fact]
    public async Task The_identity_is_an_encoding_too()
    {
        var answer = await idle.Gateway.PostAsync(Ask.Question("nobody/serves-this"), ("Content-Encoding", "identity"));

        Assert.Equal(404, answer.Status);
    }

    private static HttpRequestMessage Chunked(byte[] body)
    {
        var request = Ask.Responses(body);
        request.Headers.TransferEncodingChunked = true;
        return request;
    }

    private static void AssertTooLarge(Answer answer)
    {
        Assert.Equal((413, "request_too_large"), (answer.Status, answer.Code));
        Assert.Contains("33,554,432 bytes", answer.Message);
    }
}
