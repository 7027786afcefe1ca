using CodexFuncGateway.Simulators.Tokens;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>An upstream that sends on is not followed: whoever it names would get the credential and the conversation.</summary>
public sealed class RedirectTests
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_an_error_that_is_told_once(int status)
    {
        await using var elsewhere = await LoopbackServer.StartAsync(_ => new LoopbackAnswer(200, "{}"));
        await using var upstream = await LoopbackServer.StartAsync(_ => new LoopbackAnswer(status, "")
        {
            Headers = new Dictionary<string, string> { ["Location"] = $"{elsewhere.Address}/v1/responses" },
        });
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.OpenAI.At(upstream.Address));

        var answer = await gateway.PostAsync(Ask.Question(Wire.OpenAI.Model));

        Assert.Equal((502, "server_error"), (answer.Status, answer.Code));
        Assert.Contains($"redirect ({status})", answer.Message);
        Assert.DoesNotContain(elsewhere.Address, answer.Text);
        Assert.Single(upstream.Requests);
        Assert.Empty(elsewhere.Requests);
    }
}
