using System.Net.Http.Headers;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>Which paths and methods there are, and what the others are told.</summary>
public sealed class PathTests(IdleGateway idle) : IClassFixture<IdleGateway>
{
    public static TheoryData<string> Prefixes => ["/openai/v1", "/v1", "/openai", ""];

    [Theory]
    [MemberData(nameof(Prefixes))]
    public async Task The_API_stands_under_every_prefix(string prefix)
    {
        var models = await idle.Gateway.GetAsync($"{prefix}/models");
        var responses = await idle.Gateway.SendAsync(Post($"{prefix}/responses", "{"));
        var chat = await idle.Gateway.SendAsync(Post($"{prefix}/chat/completions", "{"));
        var withSlash = await idle.Gateway.SendAsync(Post($"{prefix}/responses/", "{"));

        Assert.Equal((200, 400, 400, 400), (models.Status, responses.Status, chat.Status, withSlash.Status));
    }

    [Theory]
    [MemberData(nameof(Prefixes))]
    public async Task An_unknown_path_is_told_in_JSON_where_the_API_is(string prefix)
    {
        foreach (var path in (string[])[$"{prefix}/nothing", $"{prefix}/responsesx", $"{prefix}/responses/resp_1", $"{prefix}/responses/compact/x", $"{prefix}/Responses", $"{prefix}/"])
        {
            var answer = await idle.Gateway.SendAsync(Ask.For(HttpMethod.Get, path).WithoutKey());

            Assert.Equal((404, "not_found"), (answer.Status, answer.Code));
            Assert.Equal("application/json", answer.Headers["Content-Type"]);
            Assert.Contains("/openai/v1", answer.Message);
        }
    }

    [Theory]
    [InlineData("GET", "/openai/v1/responses", "POST")]
    [InlineData("PUT", "/v1/responses", "POST")]
    [InlineData("DELETE", "/responses", "POST")]
    [InlineData("GET", "/v1/chat/completions", "POST")]
    [InlineData("HEAD", "/responses", "POST")]
    [InlineData("POST", "/openai/models", "GET")]
    [InlineData("PATCH", "/models/gpt-5.4-mini", "GET")]
    [InlineData("OPTIONS", "/v1/models", "GET")]
    [InlineData("POST", "/health", "GET")]
    public async Task A_wrong_method_is_told_the_right_one(string method, string path, string allowed)
    {
        var answer = await idle.Gateway.SendAsync(Ask.For(new HttpMethod(method), path));

        Assert.Equal((405, allowed), (answer.Status, answer.Headers["Allow"]));
        Assert.True(method == "HEAD" ? answer.Text.Length == 0 : answer.Code == "method_not_allowed");
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/v1/health/")]
    public async Task Anyone_may_ask_whether_the_gateway_lives(string path)
    {
        var answer = await idle.Gateway.SendAsync(Ask.For(HttpMethod.Get, path).WithoutKey());

        Assert.Equal((200, """{"status":"ok"}""", "application/json"), (answer.Status, answer.Text, answer.Headers["Content-Type"]));
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/openai/v1/models")]
    [InlineData("/openai/v1/models/openai/gpt-5.4-mini")]
    public async Task HEAD_gets_the_head_of_what_GET_gets(string path)
    {
        var head = await idle.Gateway.SendAsync(Ask.For(HttpMethod.Head, path));
        var whole = await idle.Gateway.GetAsync(path);

        Assert.Equal((200, "", whole.Headers["Content-Type"]), (head.Status, head.Text, head.Headers["Content-Type"]));
        Assert.Equal(whole.Text.Length > 0, whole.Headers["Content-Length"] == head.Headers.GetValueOrDefault("Content-Length"));
    }

    [Theory]
    [MemberData(nameof(Prefixes))]
    public async Task A_WebSocket_is_refused_so_that_Codex_falls_back_at_once(string prefix)
    {
        foreach (var path in (string[])["/responses", "/models", "/models/openai/gpt-5.4-mini"])
        {
            var answer = await idle.Gateway.SendAsync(Upgrade(prefix + path).WithoutKey());

            Assert.Equal((426, "upgrade_required"), (answer.Status, answer.Code));
            Assert.Equal("HTTP/1.1", answer.Headers["Upgrade"]);
            Assert.Contains("supports_websockets = false", answer.Message);
        }
    }

    [Fact]
    public async Task A_WebSocket_is_refused_too_where_a_front_end_took_its_Upgrade_header()
    {
        var answer = await idle.Gateway.SendAsync(Ask.For(HttpMethod.Get, "/openai/v1/responses").With(("Sec-WebSocket-Version", "13"), Ask.ByCodex));

        Assert.Equal((426, "upgrade_required"), (answer.Status, answer.Code));
    }

    private static HttpRequestMessage Post(string path, string body)
    {
        var request = Ask.For(HttpMethod.Post, path);
        request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        return request;
    }

    private static HttpRequestMessage Upgrade(string path) => Ask.For(HttpMethod.Get, path).With(
        ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="), Ask.ByCodex);
}
