using CodexFuncGateway.Simulators.Tokens;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>Headers do not pass the gateway, in neither direction, except those that it understands and says itself.</summary>
public sealed class HeaderPassageTests
{
    private const string Reply = """
        data: {"type":"response.created","response":{"id":"resp_1","status":"in_progress","output":[]}}

        data: {"type":"response.completed","response":{"id":"resp_1","status":"completed","output":[],"usage":{"input_tokens":1,"output_tokens":1,"total_tokens":2}}}


        """;

    /// <summary>All that any upstream is ever sent, beside its credential and what HTTP itself needs.</summary>
    private static readonly string[] Sent =
    [
        "accept", "anthropic-beta", "anthropic-version", "api-key", "authorization", "content-length", "content-type", "host", "x-api-key", "x-goog-api-key",
    ];

    private static readonly (string, string)[] OfClientsAndPlatforms =
    [
        ("Cookie", "session=canary"), ("X-Forwarded-For", "10.0.0.1"), ("X-Forwarded-Host", "canary.example"), ("Forwarded", "for=10.0.0.1"), ("X-MS-CLIENT-PRINCIPAL", "canary"),
        ("X-MS-TOKEN-AAD-ACCESS-TOKEN", "canary"), ("X-ARR-SSL", "canary"), ("X-AppService-Proto", "https"), ("DISGUISED-HOST", "canary"), ("x-functions-key", "canary"),
        ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), ("baggage", "user=canary"), ("OpenAI-Organization", "canary"), ("OpenAI-Beta", "canary"),
        ("anthropic-beta", "canary"), ("session-id", "canary-session"), ("x-codex-turn-metadata", "canary"), ("x-codex-turn-state", "canary"), ("User-Agent", "codex_exec/canary"),
        ("originator", "codex_exec"), ("Referer", "https://canary.example"), ("Proxy-Authorization", "canary"), ("TE", "trailers"), ("Keep-Alive", "timeout=5"), ("x-gateway-tag-cost", "canary"),
    ];

    private static readonly Dictionary<string, string> OfAnUpstream = new()
    {
        ["Set-Cookie"] = "canary=1",
        ["openai-model"] = "canary-model",
        ["openai-organization"] = "canary-organization",
        ["x-request-id"] = "canary-request",
        ["x-ratelimit-remaining-tokens"] = "7",
        ["x-codex-primary-used-percent"] = "7",
        ["x-models-etag"] = "canary",
        ["Location"] = "https://canary.example",
        ["Access-Control-Allow-Origin"] = "https://canary.example",
        ["Strict-Transport-Security"] = "max-age=0",
        ["X-MS-Region"] = "canary",
        ["Via"] = "canary",
        ["retry-after"] = "7",
    };

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task Nothing_of_a_clients_head_reaches_an_upstream(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));

        var answer = await gateway.SendAsync(Ask.Responses(Ask.Question(wire.Model)).With(OfClientsAndPlatforms));

        Assert.Equal("response.completed", answer.Terminal.Type);
        var headers = Assert.Single(upstream.Requests).Headers;
        Assert.Empty(headers.Keys.Select(name => name.ToLowerInvariant()).Except(Sent));
        Assert.DoesNotContain(headers.Values, value => value.Contains("canary", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(429)]
    public async Task Nothing_of_an_upstreams_head_reaches_a_client(int status)
    {
        await using var upstream = await LoopbackServer.StartAsync(_ => status == 200
            ? new LoopbackAnswer(200, Reply, "text/event-stream") { Headers = OfAnUpstream }
            : new LoopbackAnswer(status, """{"error":{"message":"No."}}""") { Headers = OfAnUpstream });
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.OpenAI.At(upstream.Address));

        var answer = await gateway.PostAsync(Ask.Question(Wire.OpenAI.Model));

        Assert.Equal(status, answer.Status);
        Assert.DoesNotContain(answer.Headers.Values, value => value.Contains("canary", StringComparison.Ordinal));
        Assert.Empty(answer.Headers.Keys.Intersect(OfAnUpstream.Keys.Except(["x-request-id", "retry-after"]), StringComparer.OrdinalIgnoreCase));
        Assert.Equal(status == 200 ? null : "7", answer.Headers.GetValueOrDefault("Retry-After"));
    }

    [Theory]
    [InlineData("canary-request", "canary-request")]
    [InlineData("a b\u00e9", null)]
    [InlineData("", null)]
    public async Task An_upstreams_name_for_a_request_is_kept_where_it_looks_like_one(string id, string? kept)
    {
        await using var upstream = await LoopbackServer.StartAsync(_ => new LoopbackAnswer(400, """{"error":{"message":"No."}}""")
        {
            Headers = new Dictionary<string, string> { ["x-request-id"] = id.Contains('\u00e9') ? new string('x', 4_000) : id },
        });
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.OpenAI.At(upstream.Address));

        await gateway.PostAsync(Ask.Question(Wire.OpenAI.Model));

        Assert.Equal(kept, (await gateway.Ledger.OnlyRowAsync()).UpstreamRequestId);
    }

    [Theory]
    [InlineData("sk-canary\r\nX-Injected: 1")]
    [InlineData("sk-canary\n")]
    [InlineData("sk-canary\0")]
    [InlineData("sk-canar\u00fd")]
    public async Task A_credential_that_is_no_header_is_not_sent_and_said_without_showing_it(string key)
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(("Providers:groq:BaseUrl", upstream.BaseUrl), ("Providers:groq:ApiKey", key));

        var answer = await gateway.PostAsync(Ask.Question(Wire.Chat.Model));

        Assert.Equal((502, "upstream_credential_refused"), (answer.Status, answer.Code));
        Assert.Contains("Authorization", answer.Message);
        Assert.DoesNotContain("canar", answer.Text);
        Assert.Empty(upstream.Requests);
    }
}
