using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using CodexFuncGateway.Errors;
using CodexFuncGateway.KeyVault;
using CodexFuncGateway.Tests.FrontDoor;
using CodexFuncGateway.Tests.Support;
using CodexFuncGateway.Upstream;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Tests.KeyVault;

/// <summary>The registered source with the real client of the vault, down to the bytes; only the vault and the identity are not real.</summary>
public sealed class KeyVaultSecretSourceTests : IAsyncLifetime
{
    private readonly StaticCredential credential = new();
    private readonly ManualTimeProvider time = new();
    private readonly CollectingLogger<KeyVaultSecretSource> logger = new();
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

    [Fact]
    public async Task A_secret_that_was_disabled_is_none_rather_than_an_outage()
    {
        vault.Secrets["anthropic-api-key"] = "sk-withdrawn";
        vault.Disabled.Add("anthropic-api-key");
        await using var services = Services();

        Assert.Null(await ReadAsync(services, "anthropic-api-key"));
    }

    [Theory]
    [InlineData("sk-from-file\r\n", "sk-from-file")]
    [InlineData(" \n", null)]
    public async Task Spaces_around_a_secret_are_not_part_of_it(string stored, string? value)
    {
        vault.Secrets["anthropic-api-key"] = stored;
        await using var services = Services();

        Assert.Equal(value, await ReadAsync(services, "anthropic-api-key"));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_vault_that_refuses_or_fails_is_an_error_of_the_gateway_that_names_no_secret(int status)
    {
        vault.Failure = status;
        await using var services = Services();

        var exception = await Assert.ThrowsAsync<GatewayException>(() => ReadAsync(services, "anthropic-api-key"));

        Assert.Equal((ErrorKind.Internal, "The gateway cannot read its Key Vault now."), (exception.Error.Kind, exception.Message));
        Assert.Equal($"The Key Vault did not give a secret: {status} Failed ", logger.Lines.Single().Text);
    }

    [Theory]
    [InlineData(429, 2)]
    [InlineData(503, 2)]
    [InlineData(403, 1)]
    public async Task Only_what_may_pass_is_asked_again(int status, int reads)
    {
        (vault.Failure, vault.RetryAfter) = (status, 0);
        await using var services = Services();

        await Assert.ThrowsAsync<GatewayException>(() => ReadAsync(services, "anthropic-api-key"));

        Assert.Equal(reads, vault.ReadsOf("anthropic-api-key"));
    }

    [Fact]
    public async Task A_vault_that_is_slow_is_waited_for_until_the_deadline()
    {
        vault.Hold = new TaskCompletionSource().Task;
        await using var services = Services();

        var reading = ReadAsync(services, "anthropic-api-key");
        await time.WaitedForAsync(KeyVaultSecretSource.Deadline);
        Assert.True(SpinWait.SpinUntil(() => vault.ReadsOf("anthropic-api-key") == 1, TimeSpan.FromSeconds(30)));
        time.Advance(KeyVaultSecretSource.Deadline);

        await Assert.ThrowsAsync<GatewayException>(() => reading);
        Assert.Equal("The Key Vault did not give a secret: no answer in time ", logger.Lines.Single().Text);
    }

    [Fact]
    public async Task Reads_are_counted_by_their_outcome_and_without_names()
    {
        vault.Secrets["anthropic-api-key"] = "sk-from-vault";
        await using var services = Services();
        using var meters = new MeterReadings(services);

        await ReadAsync(services, "anthropic-api-key");
        await ReadAsync(services, "mistral-api-key");
        vault.Failure = 403;
        await Assert.ThrowsAsync<GatewayException>(() => ReadAsync(services, "groq-api-key"));

        Assert.Equal(["outcome=found", "outcome=absent", "outcome=failed"], meters.Of("gateway.vault.reads").Select(reading => reading.Tags));
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
            .AddSingleton<TimeProvider>(time)
            .AddSingleton<ILogger<KeyVaultSecretSource>>(logger)
            .AddSingleton<TokenCredential>(credential)
            .AddSingleton(_ => new SecretClientOptions { Transport = new HttpClientTransport(new VaultTransport(vault)), Retry = { MaxRetries = 1, Delay = TimeSpan.Zero } })
            .AddKeyVaultSecrets(settings)
            .BuildServiceProvider();
    }
}
