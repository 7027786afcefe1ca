using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using CodexFuncGateway.Errors;
using CodexFuncGateway.KeyVault;
using CodexFuncGateway.Upstream;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CodexFuncGateway.Tests.KeyVault;

/// <summary>The registered source with the real client of the vault, down to the bytes; only the vault and the identity are not real.</summary>
public sealed class KeyVaultSecretSourceTests : IAsyncLifetime
{
    private readonly StaticCredential credential = new();
    private FakeVault vault = null!;

    public async Task InitializeAsync() => vault = await FakeVault.StartAsync();

    public async Task DisposeAsync() => await vault.DisposeAsync();

    [Fact]
    public async Task A_secret_is_read_with_the_token_that_the_vault_challenges_for()
    {
        vault.Secrets["anthropic-api-key"] = "sk-from-vault";
        await using var services = Services();

        Assert.Equal("sk-from-vault", await ReadAsync(services, "anthropic-api-key"));
        Assert.Equal([("/secrets/anthropic-api-key", false), ("/secrets/anthropic-api-key", true)], vault.Requests);
        Assert.Equal(["https://vault.azure.net/.default"], credential.Scopes);
    }

    [Fact]
    public async Task A_secret_that_the_vault_does_not_have_is_none()
    {
        await using var services = Services();

        Assert.Null(await ReadAsync(services, "mistral-api-key"));
    }

    [Theory]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_vault_that_refuses_or_fails_is_an_error_of_the_gateway_that_names_no_secret(int status)
    {
        vault.Failure = status;
        await using var services = Services();

        var exception = await Assert.ThrowsAsync<GatewayException>(() => ReadAsync(services, "anthropic-api-key"));

        Assert.Equal(ErrorKind.Internal, exception.Error.Kind);
        Assert.DoesNotContain("anthropic", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vault_that_cannot_be_reached_is_an_error_of_the_gateway()
    {
        await using var services = Services();
        await vault.StopAsync();

        await Assert.ThrowsAsync<GatewayException>(() => ReadAsync(services, "anthropic-api-key"));
    }

    [Fact]
    public async Task Reads_go_through_the_cache()
    {
        vault.Secrets["anthropic-api-key"] = "sk-from-vault";
        await using var services = Services();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ReadAsync(services, "anthropic-api-key")));

        Assert.Single(vault.Requests, request => request.HasToken);
    }

    [Fact]
    public async Task Nothing_is_asked_before_a_secret_is_needed()
    {
        await using var services = Services();

        Assert.Single(services.GetServices<ISecretSource>());
        Assert.Empty(vault.Requests);
        Assert.Empty(credential.Scopes);
    }

    [Fact]
    public void Without_a_vault_in_the_settings_there_is_no_further_source()
    {
        var services = new ServiceCollection().AddKeyVaultSecrets(new ConfigurationBuilder().Build());

        Assert.Empty(services);
    }

    [Theory]
    [InlineData("my-vault")]
    [InlineData("http://my-vault.vault.azure.net")]
    public async Task An_address_that_is_not_https_is_refused_by_name(string address)
    {
        await using var services = Services(address);

        var exception = Assert.Throws<InvalidOperationException>(services.GetServices<ISecretSource>);

        Assert.Contains("KeyVault:Uri", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_Azure_only_the_managed_identity_is_asked()
    {
        var settings = Settings(new() { ["IDENTITY_ENDPOINT"] = "http://127.0.0.1/msi", ["AZURE_CLIENT_ID"] = "00000000-0000-0000-0000-000000000002" });

        Assert.IsType<ManagedIdentityCredential>(AzureCredential.Choose(settings));
        Assert.IsType<DefaultAzureCredential>(AzureCredential.Choose(Settings([])));
    }

    private static Task<string?> ReadAsync(IServiceProvider services, string name) =>
        services.GetRequiredService<ISecretSource>().GetAsync(name, CancellationToken.None).AsTask();

    private static IConfiguration Settings(Dictionary<string, string?> settings) => new ConfigurationBuilder().AddInMemoryCollection(settings).Build();

    private ServiceProvider Services(string? address = null)
    {
        var settings = Settings(new() { ["KeyVault:Uri"] = address ?? vault.Uri.ToString() });
        return new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<TokenCredential>(credential)
            .AddSingleton(_ => new SecretClientOptions { Transport = new HttpClientTransport(new VaultTransport(vault)), Retry = { MaxRetries = 1, Delay = TimeSpan.Zero } })
            .AddKeyVaultSecrets(settings)
            .BuildServiceProvider();
    }
}
