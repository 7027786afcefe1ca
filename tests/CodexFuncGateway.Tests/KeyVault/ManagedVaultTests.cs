using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using CodexFuncGateway.KeyVault;
using CodexFuncGateway.Pipeline;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Tokens;
using CodexFuncGateway.Tests.FrontDoor;
using CodexFuncGateway.Tests.Laws;
using CodexFuncGateway.Tests.Support;
using CodexFuncGateway.Tests.Upstream.Credentials;
using CodexFuncGateway.Upstream;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CodexFuncGateway.Tests.KeyVault;

/// <summary>
/// The gateway as it runs in Azure: Azure's own libraries for identity and vault, over loopback to what speaks the protocols of both. They read variables of
/// the whole process, so these run alone.
/// </summary>
[Collection(RunAlone.Name)]
public sealed class ManagedVaultTests : IAsyncLifetime, IDisposable
{
    private const string ProviderSecret = "groq-api-key";

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>Another one in every test, for the library keeps tokens for the whole process.</summary>
    private readonly string clientId = Guid.NewGuid().ToString();
    private readonly ProcessVariables variables = new();
    private FakeVault vault = null!;
    private LoopbackServer identity = null!;
    private UpstreamSimulator upstream = null!;

    public async Task InitializeAsync()
    {
        vault = await FakeVault.StartAsync();
        vault.Accepted = "entra-token-";
        vault.Secrets[ProviderSecret] = "key-1";
        vault.Secrets[OwnSecrets.SealKey] = Convert.ToBase64String(new byte[32]);
        identity = await LoopbackServer.StartAsync(new ManagedIdentityService(TimeProvider.System).Answer);
        upstream = await Wire.Chat.StartAsync();
        variables.Set("IDENTITY_ENDPOINT", $"{identity.Address}/msi/token");
        variables.Set("IDENTITY_HEADER", ManagedIdentityService.Header);
    }

    public void Dispose() => variables.Dispose();

    public async Task DisposeAsync()
    {
        await upstream.DisposeAsync();
        await identity.DisposeAsync();
        await vault.DisposeAsync();
    }

    [Fact]
    public async Task The_gateway_starts_though_neither_identity_nor_vault_can_be_reached()
    {
        await vault.StopAsync();
        variables.Set("IDENTITY_ENDPOINT", "http://127.0.0.1:1/msi/token");
        await using var gateway = await StartAsync();

        Assert.Equal(200, (await gateway.GetAsync("/health")).Status);
        var asking = gateway.PostAsync(Ask.Question(Wire.Chat.Model));
        await gateway.Time.PassAsync(KeyVaultSecretSource.Deadline);
        var answer = await asking;
        Assert.Equal((500, "The gateway cannot read its Key Vault now."), (answer.Status, answer.Message));
        Assert.Empty(upstream.Requests);
    }

    [Fact]
    public async Task Nobody_is_asked_at_the_start()
    {
        await using var gateway = await StartAsync();

        Assert.Equal(200, (await gateway.GetAsync("/health")).Status);
        Assert.Empty(vault.Requests);
        Assert.Empty(identity.Requests);
    }

    [Fact]
    public async Task Two_hundred_first_requests_read_each_secret_once()
    {
        await using var gateway = await StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => gateway.PostAsync(Ask.Question(Wire.Chat.Model))));

        Assert.All(answers, answer => Assert.Equal("response.completed", answer.Terminal.Type));
        Assert.Equal((1, 1), (vault.ReadsOf(ProviderSecret), vault.ReadsOf(OwnSecrets.SealKey)));
        Assert.Equal(2, vault.Requests.Count(request => request.HasToken));
        Assert.Contains($"client_id={clientId}", Assert.Single(identity.Requests).Target, StringComparison.Ordinal);
        Assert.All(upstream.Requests, request => Assert.Equal("Bearer key-1", request.Headers["Authorization"]));
    }

    [Fact]
    public async Task A_machine_in_Azure_has_its_identity_from_the_metadata_service()
    {
        variables.Set("IDENTITY_ENDPOINT", null);
        variables.Set("IDENTITY_HEADER", null);
        var metadata = await MetadataService.StartedAsync();
        variables.Set(MetadataService.Variable, metadata.Address);
        await using var gateway = await StartAsync(services =>
            services.AddSingleton<TokenCredential>(new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId))));

        Assert.Equal("response.completed", (await gateway.PostAsync(Ask.Question(Wire.Chat.Model))).Terminal.Type);
        Assert.Contains(metadata.Requests, request =>
            request.Target.StartsWith("/metadata/identity/oauth2/token?", StringComparison.Ordinal) && request.Target.Contains($"client_id={clientId}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_that_was_changed_is_picked_up_without_a_restart()
    {
        await using var gateway = await StartAsync();
        await gateway.PostAsync(Ask.Question(Wire.Chat.Model));
        vault.Secrets[ProviderSecret] = "key-2";

        gateway.Time.Advance(CachedSecretSource.ShortestLifetime - Moment);
        await gateway.PostAsync(Ask.Question(Wire.Chat.Model));
        gateway.Time.Advance(CachedSecretSource.LongestLifetime);
        await gateway.PostAsync(Ask.Question(Wire.Chat.Model));

        Assert.Equal(["Bearer key-1", "Bearer key-1", "Bearer key-2"], upstream.Requests.Select(request => request.Headers["Authorization"]));
    }

    [Fact]
    public async Task A_key_that_the_provider_refuses_is_read_again_at_once()
    {
        await using var gateway = await StartAsync();
        await gateway.PostAsync(Ask.Question(Wire.Chat.Model));
        vault.Secrets[ProviderSecret] = "key-2";
        gateway.Time.Advance(CachedSecretSource.ShortestTimeBetweenRenewals);
        upstream.Faults.FailWith(401, Complaint.Of(Wire.Chat, 401));

        var answer = await gateway.PostAsync(Ask.Question(Wire.Chat.Model));

        Assert.Equal("response.completed", answer.Terminal.Type);
        Assert.Equal("Bearer key-2", upstream.Requests[^1].Headers["Authorization"]);
        Assert.Equal(2, vault.ReadsOf(ProviderSecret));
    }

    [Fact]
    public async Task Two_hundred_refusals_read_the_key_again_once()
    {
        await using var gateway = await StartAsync();
        await gateway.PostAsync(Ask.Question(Wire.Chat.Model));
        gateway.Time.Advance(CachedSecretSource.ShortestTimeBetweenRenewals);
        upstream.Faults.FailWith(401, Complaint.Of(Wire.Chat, 401), requests: 200);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => gateway.PostAsync(Ask.Question(Wire.Chat.Model))));

        Assert.All(answers, answer => Assert.Equal("upstream_credential_refused", answer.Code));
        Assert.Equal(2, vault.ReadsOf(ProviderSecret));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(null)]
    public async Task An_outage_is_survived_on_the_last_secrets(int? status)
    {
        await using var gateway = await StartAsync();
        await gateway.PostAsync(Ask.Question(Wire.Chat.Model));
        vault.Failure = status;
        if (status is null)
        {
            await vault.StopAsync();
        }

        for (var hours = 0; hours < 3; hours++)
        {
            gateway.Time.Advance(TimeSpan.FromHours(1));
            Assert.Equal("response.completed", (await gateway.PostAsync(Ask.Question(Wire.Chat.Model))).Terminal.Type);
        }

        Assert.All(upstream.Requests, request => Assert.Equal("Bearer key-1", request.Headers["Authorization"]));
    }

    [Fact]
    public async Task A_vault_that_hangs_holds_up_one_call_for_a_second_and_its_late_answer_is_kept()
    {
        await using var gateway = await StartAsync();
        await gateway.PostAsync(Ask.Question(Wire.Chat.Model));
        var hold = new TaskCompletionSource();
        vault.Hold = hold.Task;
        vault.Secrets[ProviderSecret] = "key-2";
        gateway.Time.Advance(CachedSecretSource.LongestLifetime);

        var asking = gateway.PostAsync(Ask.Question(Wire.Chat.Model));
        await gateway.Time.PassAsync(CachedSecretSource.Patience, CachedSecretSource.Patience);
        Assert.Equal("response.completed", (await asking).Terminal.Type);
        await gateway.PostAsync(Ask.Question(Wire.Chat.Model));
        Assert.Equal("Bearer key-1", upstream.Requests[^1].Headers["Authorization"]);

        hold.SetResult();
        await Eventually.TrueAsync(async () =>
        {
            await gateway.PostAsync(Ask.Question(Wire.Chat.Model));
            return upstream.Requests[^1].Headers["Authorization"] == "Bearer key-2";
        });
    }

    [Fact]
    public async Task A_new_key_seals_while_what_the_old_one_sealed_is_still_opened()
    {
        await using var gateway = await StartAsync();
        var source = gateway.Services.GetRequiredService<EnvelopeSource>();
        var old = (await source.GetAsync(CancellationToken.None)).SealSummary("a summary"u8);
        var (before, after) = (vault.Secrets[OwnSecrets.SealKey], Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray()));

        vault.Secrets[OwnSecrets.SealKey] = $"{after} {before}";
        gateway.Time.Advance(CachedSecretSource.LongestLifetime);
        var envelope = await source.GetAsync(CancellationToken.None);

        Assert.NotEqual(old, envelope.SealSummary("a summary"u8));
        Assert.Equal("a summary"u8.ToArray(), envelope.OpenSummary(old));
    }

    [Theory]
    [InlineData("", "no key to seal with")]
    [InlineData("dG9vIHNob3J0", "at least 32 random bytes")]
    [InlineData("not base64", "at least 32 random bytes")]
    public async Task A_seal_key_that_is_missing_or_wrong_is_told_without_its_value(string stored, string told)
    {
        vault.Secrets[OwnSecrets.SealKey] = stored;
        await using var gateway = await StartAsync();

        var answer = await gateway.PostAsync(Ask.Question(Wire.Chat.Model));

        Assert.Equal(500, answer.Status);
        Assert.Contains(told, answer.Message, StringComparison.Ordinal);
        Assert.Contains("gateway-seal-key", answer.Message, StringComparison.Ordinal);
        Assert.Empty(upstream.Requests);
    }

    private Task<GatewayUnderTest> StartAsync(Action<IServiceCollection>? addServices = null)
    {
        var settings = new Dictionary<string, string?>
        {
            ["KeyVault:Uri"] = vault.Uri.ToString(),
            ["AZURE_CLIENT_ID"] = clientId,
            ["Gateway:SealKey"] = "",
            [$"Providers:{Wire.Chat.Provider}:BaseUrl"] = upstream.BaseUrl,
        };
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddInMemoryCollection(settings).Build();
        return GatewayUnderTest.StartAsync(settings, services =>
        {
            addServices?.Invoke(services);
            services
                .AddSingleton(_ => new SecretClientOptions { Transport = new HttpClientTransport(new VaultTransport(vault)), Retry = { MaxRetries = 1, Delay = TimeSpan.Zero } })
                .AddKeyVaultSecrets(configuration);
        });
    }
}
