using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Tests.Docs;
using CodexFuncGateway.Tests.FrontDoor;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Codex may dial a WebSocket first; 404 and 405 cost it five tries, 403 ends the session, and only 426 makes it fall back at once.</summary>
public sealed class Case08_WebSocketProbe
{
    [Theory, Dialects]
    public async Task The_probe_is_refused_with_426_and_the_session_goes_on_over_HTTP(string column)
    {
        await using var session = await CaseSession.StartAsync(column, new ScriptedStep { Text = "Hello." });
        session.Conversation.Say("Hello?");

        var probe = await session.Gateway.GetAsync("/openai/v1/responses", ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), Ask.ByCodex);
        var plain = await session.Gateway.GetAsync("/openai/v1/responses", Ask.ByCodex);
        var answer = await session.SendAsync();

        Assert.Equal((426, 405), (probe.Status, plain.Status));
        Assert.Equal("response.completed", answer.Terminal.Type);
        Assert.Single(session.Upstream.Requests);
    }

    [Fact]
    public void The_config_that_is_told_to_users_asks_for_no_WebSocket() =>
        Assert.Contains("supports_websockets = false", File.ReadAllText(RepositoryFiles.Path("README.md")), StringComparison.Ordinal);
}
