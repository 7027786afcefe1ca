namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>Who may come in, by which header, and how the others are told.</summary>
public sealed class AuthenticationTests(IdleGateway idle) : IClassFixture<IdleGateway>
{
    [Theory]
    [InlineData("Authorization", $"Bearer {GatewayUnderTest.Key}")]
    [InlineData("Authorization", $"bearer {GatewayUnderTest.Key}")]
    [InlineData("x-api-key", GatewayUnderTest.Key)]
    [InlineData("api-key", GatewayUnderTest.Key)]
    public async Task A_key_is_found_in_each_of_its_headers(string header, string value)
    {
        var answer = await idle.Gateway.SendAsync(Models().With((header, value)));

        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("Authorization", "Bearer ")]
    [InlineData("Authorization", $"Basic {GatewayUnderTest.Key}")]
    [InlineData("x-api-key", "")]
    public async Task A_missing_key_is_asked_for(string? header, string value)
    {
        var answer = await idle.Gateway.SendAsync(header is null ? Models() : Models().With((header, value)));

        Assert.Equal((401, "invalid_api_key", "authentication_error"), (answer.Status, answer.Code, answer.Error.GetProperty("type").GetString()));
        Assert.StartsWith("No gateway key was sent.", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sk-somebody-elses")]
    [InlineData(GatewayUnderTest.Key + "x")]
    [InlineData("SK-GATEWAY-KEY-OF-THE-TESTS")]
    public async Task A_wrong_key_is_refused_and_not_repeated(string key)
    {
        var answer = await idle.Gateway.SendAsync(Ask.Responses(Ask.Question("gpt-5.4-mini")).WithoutKey().With(("Authorization", $"Bearer {key}")));

        Assert.Equal((401, "invalid_api_key"), (answer.Status, answer.Code));
        Assert.DoesNotContain(key, answer.Text);
    }

    [Theory]
    [InlineData("originator", "codex_exec")]
    [InlineData("originator", "codex-tui")]
    [InlineData("User-Agent", "codex_cli_rs/0.169.0 (Debian 12.0.0; x86_64)")]
    public async Task Codex_is_told_in_the_form_that_it_shows_once(string header, string value)
    {
        var answer = await idle.Gateway.SendAsync(Ask.Responses(Ask.Question("gpt-5.4-mini")).WithoutKey().With((header, value)));

        Assert.Equal((400, "invalid_prompt"), (answer.Status, answer.Code));
        Assert.StartsWith("No gateway key was sent.", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_wanted_before_the_body_is_read()
    {
        var answer = await idle.Gateway.SendAsync(Ask.Responses("{").WithoutKey());

        Assert.Equal(401, answer.Status);
    }

    [Fact]
    public async Task Every_answer_has_an_id_of_its_own()
    {
        var one = await idle.Gateway.SendAsync(Models().WithoutKey());
        var other = await idle.Gateway.GetAsync("/v1/models");

        Assert.Matches("^req_[0-9a-f]{32}$", one.Headers["x-request-id"]);
        Assert.NotEqual(one.Headers["x-request-id"], other.Headers["x-request-id"]);
    }

    private static HttpRequestMessage Models() => Ask.For(HttpMethod.Get, "/openai/v1/models").WithoutKey();
}
