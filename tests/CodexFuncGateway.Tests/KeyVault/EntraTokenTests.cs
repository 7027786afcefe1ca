using Azure.Core;
using Azure.Identity;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Simulators.Tokens;
using CodexFuncGateway.KeyVault;
using CodexFuncGateway.Tests.Laws;
using CodexFuncGateway.Tests.Support;
using CodexFuncGateway.Tests.Upstream.Credentials;
using CodexFuncGateway.Upstream.Credentials;
using CodexFuncGateway.Upstream.Credentials.Entra;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CodexFuncGateway.Tests.KeyVault;

/// <summary>The registered source with Azure's real library, down to the bytes. It reads variables of the whole process, so these run alone.</summary>
[Collection(RunAlone.Name)]
public sealed class EntraTokenTests : IAsyncLifetime, IDisposable
{
    private const string Scope = "https://cognitiveservices.azure.com/.default";

    private readonly ProcessVariables variables = new();
    private readonly SchemeFixture fixture;
    private TokenCredential? credential;
    private IAccessTokenSource? source;
    private LoopbackServer server = null!;

    public EntraTokenTests() => fixture = new SchemeFixture(fixture => new TokenScheme("entra", new EntraTokens(source), fixture.Time))
    {
        // The library has a clock of its own, and takes no token that has ended by it.
        Time = new ManualTimeProvider(TimeProvider.System.GetUtcNow()),
        Auth = new ProviderAuth { Scheme = "entra", Header = "api-key", Scope = Scope },
    };

    public void Dispose()
    {
        variables.Dispose();
        fixture.Dispose();
    }

    public async Task InitializeAsync() => server = await LoopbackServer.StartAsync(new ManagedIdentityService(fixture.Time).Answer);

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task A_key_goes_as_it_is_and_wins_over_an_identity()
    {
        RunInAzure();
        fixture.Secrets["api-key"] = "azure-key";

        var headers = await fixture.AuthoriseAsync();

        Assert.Equal("azure-key", headers["api-key"]);
        Assert.DoesNotContain("Authorization", headers.Keys);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task An_app_in_Azure_gets_a_token_for_its_managed_identity()
    {
        RunInAzure();

        Assert.True(await fixture.HasAsync());
        Assert.Equal("Bearer entra-token-1", await fixture.AuthorisationAsync());
    }

    [Fact]
    public async Task A_machine_in_Azure_gets_one_from_its_metadata_service()
    {
        variables.Set(MetadataService.Variable, (await MetadataService.StartedAsync()).Address);
        credential = new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned);
        source = Register();

        Assert.StartsWith("Bearer entra-token-", await fixture.AuthorisationAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fifty_requests_ask_for_one_token_and_for_the_next_one_before_it_ends()
    {
        RunInAzure();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => fixture.AuthoriseAsync()));
        Assert.Single(server.Requests);

        // The library reckons with its own clock, which has gone on a little.
        fixture.Time.Advance(ManagedIdentityService.Lifetime - LeaseCache<string>.Ahead + TimeSpan.FromMinutes(1));
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => fixture.AuthoriseAsync()));
        await Eventually.TrueAsync(async () => (await fixture.AuthorisationAsync()).EndsWith("token-2", StringComparison.Ordinal));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_token_that_was_refused_is_replaced_though_the_library_still_has_it()
    {
        RunInAzure();
        await fixture.AuthoriseAsync();

        Assert.True(await fixture.RenewAsync("entra-token-1"));
        Assert.Equal("Bearer entra-token-2", await fixture.AuthorisationAsync());
    }

    [Fact]
    public async Task A_scope_that_Entra_does_not_know_is_told_by_its_number()
    {
        RunInAzure();

        var error = (await Assert.ThrowsAsync<GatewayException>(() => source!.RequestAsync("https://nowhere.example/.default", CancellationToken.None))).Error;

        Assert.Equal((ErrorKind.UpstreamCredential, "The gateway's identity in Entra was given no token (AADSTS500011)."), (error.Kind, error.Message));
    }

    [Fact]
    public async Task Without_a_source_of_tokens_the_key_is_what_is_missing()
    {
        var error = (await Assert.ThrowsAsync<GatewayException>(fixture.AuthoriseAsync)).Error;

        Assert.False(await fixture.HasAsync());
        Assert.Equal("The gateway has no credential for The Cloud: its operator sets Providers:cloud:ApiKey or the Key Vault secret cloud-api-key.", error.Message);
    }

    /// <summary>As App Service does it.</summary>
    private void RunInAzure()
    {
        variables.Set("IDENTITY_ENDPOINT", $"{server.Address}/msi/token");
        variables.Set("IDENTITY_HEADER", ManagedIdentityService.Header);
        source = Register();
    }

    private IAccessTokenSource Register()
    {
        var services = new ServiceCollection();
        if (credential is not null)
        {
            services.AddSingleton(credential);
        }

        services.AddEntraTokens(new ConfigurationBuilder().AddEnvironmentVariables().Build());
        return services.BuildServiceProvider().GetRequiredService<IAccessTokenSource>();
    }
}
