namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>What every answer tells a browser.</summary>
public sealed class SecurityHeaderTests(IdleGateway idle) : IClassFixture<IdleGateway>
{
    [Theory]
    [InlineData("GET", "/health", 200)]
    [InlineData("GET", "/v1/models", 200)]
    [InlineData("GET", "/v1/models/nobody", 404)]
    [InlineData("GET", "/nothing/here", 404)]
    [InlineData("GET", "/v1/responses", 405)]
    [InlineData("POST", "/v1/responses", 400)]
    [InlineData("GET", "/gateway/v1/nothing", 404)]
    public async Task Every_answer_is_taken_for_what_it_says_and_runs_nothing(string method, string path, int status)
    {
        var answer = await idle.Gateway.SendAsync(Ask.For(new HttpMethod(method), path));

        Assert.Equal(status, answer.Status);
        Assert.Equal(("nosniff", "no-referrer"), (answer.Headers["X-Content-Type-Options"], answer.Headers["Referrer-Policy"]));
        Assert.Contains("default-src 'none'", answer.Headers["Content-Security-Policy"]);
        Assert.Contains(path == "/v1/models" ? "no-cache" : "no-store", answer.Headers["Cache-Control"]);
    }

    [Fact]
    public async Task A_preflight_and_a_caller_without_a_key_get_them_too()
    {
        var preflight = await idle.Gateway.SendAsync(Ask.For(HttpMethod.Options, "/v1/responses").WithoutKey().With(("Origin", "https://page.example"), ("Access-Control-Request-Method", "POST")));
        var stranger = await idle.Gateway.SendAsync(Ask.For(HttpMethod.Get, "/v1/models").WithoutKey());

        Assert.Equal((204, 401), (preflight.Status, stranger.Status));
        Assert.All([preflight, stranger], answer => Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]));
    }

    [Theory]
    [InlineData("https", true)]
    [InlineData("http", false)]
    [InlineData(null, false)]
    public async Task Browsers_are_told_to_come_back_by_HTTPS_where_they_came_by_it(string? scheme, bool told)
    {
        var answer = await idle.Gateway.GetAsync("/health", scheme is null ? [] : [("X-Forwarded-Proto", scheme)]);

        Assert.Equal(told, answer.Headers.ContainsKey("Strict-Transport-Security"));
    }
}
