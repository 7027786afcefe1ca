using CodexFuncGateway.Simulators;
using CodexFuncGateway.Upstream.Credentials;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>A provider with more than one key: who gets which, and what happens when one is refused or out of credit.</summary>
public sealed class SeveralKeysTests
{
    private const string OutOfCredit = """{"error":{"message":"You exceeded your current quota.","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}""";

    [Fact]
    public async Task A_session_stays_with_its_key()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await StartAsync(upstream);

        foreach (var session in (string[])["one", "three", "one", "three", "one", "three"])
        {
            await AskAsync(gateway, session);
        }

        var keys = KeysOf(upstream);
        Assert.Equal(2, keys.Distinct().Count());
        Assert.Equal([keys[0], keys[1], keys[0], keys[1], keys[0], keys[1]], keys);
    }

    [Fact]
    public async Task Calls_without_a_session_go_to_both()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await StartAsync(upstream);

        for (var call = 0; call < 40; call++)
        {
            await gateway.PostAsync(Ask.Question(Wire.Chat.Model));
        }

        Assert.Equal(["Bearer first-key", "Bearer second-key"], KeysOf(upstream).Distinct().Order());
    }

    [Theory]
    [InlineData(401, null)]
    [InlineData(429, OutOfCredit)]
    [InlineData(402, null)]
    public async Task A_key_that_is_refused_or_out_of_credit_rests_and_the_other_one_serves(int status, string? complaint)
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await StartAsync(upstream);
        upstream.Faults.FailWith(status, complaint ?? Complaint.Of(Wire.Chat, status));

        var first = await AskAsync(gateway, "one");
        var second = await AskAsync(gateway, "one");
        gateway.Time.Advance(RestingKeys.Rest);
        await AskAsync(gateway, "one");

        Assert.Equal(("response.completed", "response.completed"), (first.Terminal.Type, second.Terminal.Type));
        var keys = KeysOf(upstream);
        Assert.NotEqual(keys[0], keys[1]);
        Assert.Equal([keys[0], keys[1], keys[1], keys[0]], keys);
    }

    [Fact]
    public async Task A_key_that_Gemini_calls_invalid_rests_too()
    {
        await using var upstream = await Wire.Gemini.StartAsync();
        await using var gateway = await StartAsync(upstream, wire: Wire.Gemini);
        upstream.Faults.FailWith(
            400, """{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}}""");

        var answer = await gateway.PostAsync(Ask.Question(Wire.Gemini.Model));

        Assert.Equal("response.completed", answer.Terminal.Type);
        Assert.Equal(["first-key", "second-key"], upstream.Requests.Select(request => request.Headers["x-goog-api-key"]).Order());
    }

    [Fact]
    public async Task When_every_key_is_out_of_credit_the_client_hears_so_and_each_was_asked_once()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await StartAsync(upstream);
        upstream.Faults.FailWith(429, OutOfCredit, requests: 3);

        var first = await AskAsync(gateway, "one");
        var second = await AskAsync(gateway, "one");

        Assert.Equal(((429, "insufficient_quota"), (429, "insufficient_quota")), ((first.Status, first.Code), (second.Status, second.Code)));
        var keys = KeysOf(upstream);
        Assert.NotEqual(keys[0], keys[1]);
        Assert.Equal([keys[0], keys[1], keys[0]], keys);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(429)]
    public async Task A_forbidden_model_and_a_rate_limit_leave_sessions_where_they_are(int status)
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await StartAsync(upstream);
        upstream.Faults.FailWith(status, Complaint.Of(Wire.Chat, status));

        var refused = await AskAsync(gateway, "one");
        await AskAsync(gateway, "one");

        Assert.True(refused.Status >= 400);
        Assert.Single(KeysOf(upstream).Distinct());
    }

    [Fact]
    public async Task A_spare_serves_only_while_the_others_rest()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await StartAsync(upstream, weights: (1, 0));

        for (var call = 0; call < 20; call++)
        {
            await gateway.PostAsync(Ask.Question(Wire.Chat.Model));
        }

        upstream.Faults.FailWith(401, Complaint.Of(Wire.Chat, 401));
        await gateway.PostAsync(Ask.Question(Wire.Chat.Model));

        Assert.Equal([.. Enumerable.Repeat("Bearer first-key", 21), "Bearer second-key"], KeysOf(upstream));
    }

    private static string[] KeysOf(UpstreamSimulator upstream) => [.. upstream.Requests.Select(request => request.Headers["Authorization"])];

    private static Task<Answer> AskAsync(GatewayUnderTest gateway, string session) => gateway.PostAsync(Ask.Question(Wire.Chat.Model), ("session-id", session));

    private static Task<GatewayUnderTest> StartAsync(UpstreamSimulator upstream, (int First, int Second)? weights = null, Wire? wire = null)
    {
        var provider = $"Providers:{(wire ?? Wire.Chat).Provider}";
        var (first, second) = weights ?? (1, 1);
        return GatewayUnderTest.StartAsync(
            ($"{provider}:BaseUrl", upstream.BaseUrl),
            ($"{provider}:ApiKey", "first-key"),
            ($"{provider}:ApiKey2", "second-key"),
            ($"{provider}:Auth:KeyWeights:0", $"{first}"),
            ($"{provider}:Auth:KeyWeights:1", $"{second}"));
    }
}
