using System.Net.Sockets;
using System.Text;
using CodexFuncGateway.Simulators.Faults;

namespace CodexFuncGateway.Tests.FrontDoor.Access;

/// <summary>Limits of a key as a client meets them, and that what a call took is given back however it ends.</summary>
public sealed class KeyLimitTests
{
    [Theory]
    [InlineData("""{"requests_per_minute":1}""", "1 requests a minute", "60")]
    [InlineData("""{"tokens_per_minute":400}""", "400 tokens a minute", "60")]
    public async Task A_limit_that_is_reached_is_told_with_the_time_to_wait(string limits, string told, string wait)
    {
        await using var upstream = await Wire.OpenAI.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.OpenAI.At(upstream));
        var (_, value) = await gateway.CreateKeyAsync(limits);

        Assert.Equal(200, (await gateway.SendAsync(Question(value))).Status);
        await FinishedAsync(gateway, requests: 2);
        var refused = await gateway.SendAsync(Question(value));
        var codex = await gateway.SendAsync(Question(value).With(Ask.ByCodex));

        Assert.Equal((429, "rate_limit_exceeded", wait), (refused.Status, refused.Code, refused.Headers["Retry-After"]));
        Assert.Contains(told, refused.Message);
        Assert.Equal((429, "rate_limit_exceeded", wait), (codex.Status, codex.Code, codex.Headers["Retry-After"]));
        Assert.Single(upstream.Requests);
        Assert.Equal(200, (await gateway.SendAsync(Ask.For(HttpMethod.Get, "/v1/models").By(value))).Status);
    }

    [Fact]
    public async Task The_next_minute_is_a_new_one()
    {
        await using var upstream = await Wire.OpenAI.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.OpenAI.At(upstream));
        var (_, value) = await gateway.CreateKeyAsync("""{"requests_per_minute":1}""");
        await gateway.SendAsync(Question(value));
        gateway.Time.Advance(TimeSpan.FromSeconds(59.5));
        Assert.Equal("1", (await gateway.SendAsync(Question(value))).Headers["Retry-After"]);

        gateway.Time.Advance(TimeSpan.FromSeconds(0.5));

        Assert.Equal(200, (await gateway.SendAsync(Question(value))).Status);
    }

    public static TheoryData<string> Ends => ["completes", "is no JSON", "asks an unknown model", "may not use the model", "is in an unknown encoding", "is refused upstream", "breaks off", "is left"];

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_place_is_free_again_after_a_call_that(string end)
    {
        await using var upstream = await Wire.OpenAI.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.OpenAI.At(upstream));
        var (_, value) = await gateway.CreateKeyAsync("""{"parallel_streams":1,"allowed_models":["openai/*"]}""");

        await EndAsync(end, gateway, upstream, value);

        Assert.Equal(200, (await gateway.SendAsync(Question(value))).Status);
    }

    [Fact]
    public async Task A_second_call_at_one_time_is_refused_until_the_first_has_ended()
    {
        await using var upstream = await Wire.OpenAI.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.OpenAI.At(upstream));
        var (_, value) = await gateway.CreateKeyAsync("""{"parallel_streams":1}""");
        using var gate = upstream.Faults.HoldFrames();
        var opening = gateway.OpenAsync(Question(value));
        gate.Release(1);
        using var running = await opening;

        var refused = await gateway.SendAsync(Question(value));
        gate.Open();
        await Answer.ReadAsync(running);
        await gateway.Ledger.SettledAsync();

        Assert.Equal((429, "10"), (refused.Status, refused.Headers["Retry-After"]));
        Assert.Contains("1 calls at one time", refused.Message);
        Assert.True(await SoonAsync(async () => (await gateway.SendAsync(Question(value))).Status == 200));
    }

    [Theory]
    [InlineData("gw-wrong", "HTTP/1.1 401 ")]
    [InlineData("the limited one", "HTTP/1.1 429 ")]
    public async Task Whoever_is_not_let_in_is_answered_before_the_body_is_there(string key, string status)
    {
        await using var upstream = await Wire.OpenAI.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.OpenAI.At(upstream));
        var (_, limited) = await gateway.CreateKeyAsync("""{"requests_per_minute":1}""");
        await gateway.SendAsync(Question(limited));
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Address.Host, gateway.Address.Port);
        await using var stream = client.GetStream();

        // Thirty megabytes are announced, and none of them sent.
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /v1/responses HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer {(key == "gw-wrong" ? key : limited)}\r\nContent-Length: 31457280\r\n\r\n"));
        var answer = new byte[status.Length];
        await stream.ReadExactlyAsync(answer).AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(status, Encoding.ASCII.GetString(answer));
    }

    private static async Task EndAsync(string end, GatewayUnderTest gateway, CodexFuncGateway.Simulators.UpstreamSimulator upstream, string key)
    {
        switch (end)
        {
            case "completes":
                Assert.Equal(200, (await gateway.SendAsync(Question(key))).Status);
                break;
            case "is no JSON":
                Assert.Equal(400, (await gateway.SendAsync(Ask.Responses("{").By(key))).Status);
                break;
            case "asks an unknown model":
                Assert.Equal(404, (await gateway.SendAsync(Ask.Responses(Ask.Question("nobody/serves-this")).By(key))).Status);
                break;
            case "may not use the model":
                Assert.Equal(403, (await gateway.SendAsync(Ask.Responses(Ask.Question(Wire.Chat.Model)).By(key))).Status);
                break;
            case "is in an unknown encoding":
                Assert.Equal(415, (await gateway.SendAsync(Question(key).With(("Content-Encoding", "snappy")))).Status);
                break;
            case "is refused upstream":
                upstream.Faults.FailWith(400, Complaint.Of(Wire.OpenAI, 400));
                Assert.Equal(400, (await gateway.SendAsync(Question(key))).Status);
                break;
            case "breaks off":
                upstream.Faults.CutAfterFrame(3);
                Assert.Equal("response.failed", (await gateway.SendAsync(Question(key))).Terminal.Type);
                break;
            default:
                await LeaveAsync(gateway, upstream.Faults.HoldFrames(), key);
                break;
        }

        await FinishedAsync(gateway, requests: 2);
    }

    /// <summary>An answer is there a moment before its call has ended.</summary>
    private static async Task FinishedAsync(GatewayUnderTest gateway, int requests) => Assert.True(await SoonAsync(() =>
        Task.FromResult(gateway.Logs.Lines.Count(line => line.Text.Contains("Request finished", StringComparison.Ordinal)) >= requests)));

    private static async Task LeaveAsync(GatewayUnderTest gateway, FrameGate gate, string key)
    {
        var opening = gateway.OpenAsync(Question(key));
        gate.Release(1);
        (await opening).Dispose();
        await gateway.Time.PassAsync(Waits.Grace);
        await gateway.Ledger.SettledAsync();
    }

    private static async Task<bool> SoonAsync(Func<Task<bool>> isSo)
    {
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            if (await isSo())
            {
                return true;
            }

            await Task.Delay(20);
        }

        return false;
    }

    private static HttpRequestMessage Question(string key) => Ask.Responses(Ask.Question(Wire.OpenAI.Model)).By(key);
}
