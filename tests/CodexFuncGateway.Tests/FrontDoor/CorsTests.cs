namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>What web pages may do.</summary>
public sealed class CorsTests(IdleGateway idle) : IClassFixture<IdleGateway>
{
    private static readonly (string Name, string Value) Origin = ("Origin", "https://page.example");

    [Fact]
    public async Task A_preflight_needs_no_key_and_names_the_usual_headers()
    {
        var answer = await PreflightAsync(idle.Gateway, "authorization,content-type,x-stainless-timeout");

        Assert.Equal((204, "*"), (answer.Status, answer.Headers["Access-Control-Allow-Origin"]));
        Assert.Contains("POST", answer.Headers["Access-Control-Allow-Methods"]);
        Assert.Equal(
            ["authorization", "content-type", "x-api-key", "x-requested-with", "x-stainless-timeout"],
            Headers(answer));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task A_preflight_allows_every_method_that_anything_here_takes(string method)
    {
        var answer = await idle.Gateway.SendAsync(Ask.For(HttpMethod.Options, "/gateway/v1/keys/one").WithoutKey().With(Origin, ("Access-Control-Request-Method", method)));

        Assert.Equal(204, answer.Status);
        Assert.Contains(method, answer.Headers["Access-Control-Allow-Methods"].Split(',', StringSplitOptions.TrimEntries));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("https://page.example")]
    public async Task Cookies_are_never_asked_for(string origins)
    {
        await using var gateway = await GatewayUnderTest.StartAsync(("Cors:AllowedOrigins", origins));

        Answer[] answers = [await PreflightAsync(gateway, "authorization"), await gateway.GetAsync("/v1/models", Origin), await gateway.PostAsync("{", Origin)];

        Assert.All(answers, answer => Assert.True(answer.Headers.ContainsKey("Access-Control-Allow-Origin") && !answer.Headers.ContainsKey("Access-Control-Allow-Credentials")));
    }

    [Fact]
    public async Task A_preflight_for_another_header_does_not_allow_it()
    {
        var answer = await PreflightAsync(idle.Gateway, "x-made-up");

        Assert.DoesNotContain("x-made-up", Headers(answer));
    }

    [Fact]
    public async Task A_star_allows_every_header()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(("Cors:AllowedHeaders", "*"));

        var answer = await PreflightAsync(gateway, "x-made-up,authorization");

        Assert.Equal(["authorization", "x-made-up"], Headers(answer));
    }

    [Fact]
    public async Task A_list_of_headers_replaces_the_usual_one()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(("Cors:AllowedHeaders", "X-One, X-Two"));

        var answer = await PreflightAsync(gateway, "x-two");

        Assert.Equal(["x-one", "x-two"], Headers(answer));
    }

    [Theory]
    [InlineData("https://page.example", "https://page.example")]
    [InlineData("https://other.example", null)]
    public async Task Only_pages_of_the_listed_origins_may_ask(string origin, string? allowed)
    {
        await using var gateway = await GatewayUnderTest.StartAsync(("Cors:AllowedOrigins", "https://page.example, https://second.example"));

        var answer = await gateway.GetAsync("/v1/models", ("Origin", origin));

        Assert.Equal(allowed, answer.Headers.GetValueOrDefault("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_page_can_read_answers_and_their_ids()
    {
        var answer = await idle.Gateway.GetAsync("/v1/models", Origin);

        Assert.Equal((200, "*"), (answer.Status, answer.Headers["Access-Control-Allow-Origin"]));
        Assert.Contains("x-request-id", answer.Headers["Access-Control-Expose-Headers"]);
    }

    [Fact]
    public async Task A_page_can_read_errors_too()
    {
        var answer = await idle.Gateway.PostAsync("{", Origin);

        Assert.Equal((400, "*"), (answer.Status, answer.Headers["Access-Control-Allow-Origin"]));
    }

    [Fact]
    public async Task Clients_that_are_no_page_get_no_such_headers()
    {
        var answer = await idle.Gateway.GetAsync("/v1/models");

        Assert.DoesNotContain(answer.Headers.Keys, name => name.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    private static Task<Answer> PreflightAsync(GatewayUnderTest gateway, string headers) =>
        gateway.SendAsync(Ask.For(HttpMethod.Options, "/openai/v1/responses").WithoutKey().With(
            Origin, ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", headers)));

    private static IEnumerable<string> Headers(Answer answer) =>
        answer.Headers["Access-Control-Allow-Headers"].ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries).Order();
}
