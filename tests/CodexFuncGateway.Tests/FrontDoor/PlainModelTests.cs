using CodexFuncGateway.Simulators.Scripts;


namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>Models that do not think, asked as Codex asks every model.</summary>
public sealed class PlainModelTests
{
    [Fact]
    public async Task Reasoning_to_be_kept_is_not_asked_of_a_model_without_any()
    {
        await using var upstream = await Wire.OpenAI.StartAsync(new ScriptedSession([Told.Step with { Reasoning = null }]));
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.OpenAI.At(upstream));

        var answer = await gateway.PostAsync(Ask.Question("openai/gpt-4.1"));

        Assert.Equal("response.completed", answer.Terminal.Type);
        Assert.False(upstream.Requests[0].Json.TryGetProperty("include", out _));
    }
}
