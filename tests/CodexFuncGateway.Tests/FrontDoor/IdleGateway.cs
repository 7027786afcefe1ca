namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>A gateway for tests whose requests never reach an upstream: it is shared by a class, and whatever it asked would fail.</summary>
public sealed class IdleGateway : IAsyncLifetime
{
    public GatewayUnderTest Gateway { get; private set; } = null!;

    public async Task InitializeAsync() => Gateway = await GatewayUnderTest.StartAsync(
        ("Providers:openai:ApiKey", Wire.ProviderKey),
        ("Providers:openai:BaseUrl", "http://127.0.0.1:1/v1"),
        ("Providers:openrouter:ApiKey", Wire.ProviderKey),
        ("Providers:perplexity:ApiKey", Wire.ProviderKey),
        ("Models:daily:Routes:0", "openai/gpt-5.4-mini"));

    public async Task DisposeAsync() => await Gateway.DisposeAsync();
}
