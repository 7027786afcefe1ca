using CodexFuncGateway.Errors;
using CodexFuncGateway.Http.Administration;
using CodexFuncGateway.Keys;
using CodexFuncGateway.Tests.Catalog;
using CodexFuncGateway.Tests.Upstream;
using CodexFuncGateway.Upstream;
using Microsoft.Extensions.Configuration;

namespace CodexFuncGateway.Tests.Keys;

/// <summary>The gateway's own secrets, out of settings or a vault.</summary>
public sealed class GatewaySecretTests
{
    private readonly ScriptedSecretSource vault = new();

    [Fact]
    public async Task A_setting_comes_before_the_vault_and_spares_it()
    {
        var secret = Secret(("Gateway:KeyPepper", "configured"));

        Assert.Equal("configured", await secret.GetAsync(CancellationToken.None));
        Assert.Empty(vault.Asked);
    }

    [Fact]
    public async Task Without_a_setting_the_vault_is_asked_under_the_secrets_name()
    {
        Assert.Equal("first", await Secret().GetAsync(CancellationToken.None));
        Assert.Equal(["gateway-key-pepper"], vault.Asked);
    }

    [Fact]
    public async Task A_vault_that_does_not_answer_is_an_outage_and_no_missing_secret()
    {
        vault.Answer = () => throw new GatewayException(ErrorKind.Internal, "The test wants this to fail.");

        var exception = await Assert.ThrowsAsync<GatewayException>(() => Secret().GetAsync(CancellationToken.None).AsTask());

        Assert.Equal(ErrorKind.Unavailable, exception.Error.Kind);
        Assert.NotNull(exception.Error.RetryAfter);
    }

    [Fact]
    public async Task An_administrator_with_the_configured_key_does_not_need_the_vault()
    {
        vault.Answer = () => throw new GatewayException(ErrorKind.Internal, "The test wants this to fail.");
        var keys = new AdminKeys(Sources(("Gateway:AdminKey", "the-key")));

        Assert.Equal("admin-key", (await keys.FindAsync("the-key", CancellationToken.None))?.Name);
        await Assert.ThrowsAsync<GatewayException>(() => keys.FindAsync("another", CancellationToken.None).AsTask());
    }

    [Theory]
    [InlineData("new", "admin-key")]
    [InlineData("old", "admin-key-previous")]
    [InlineData("none", null)]
    public async Task Both_keys_of_the_vault_administer_while_one_replaces_the_other(string secret, string? name)
    {
        vault.Answer = () => Task.FromResult<string?>(vault.Asked.Last() == "gateway-admin-key" ? "new" : "old");

        var found = await new AdminKeys(Sources()).FindAsync(secret, CancellationToken.None);

        Assert.Equal(name, found?.Name);
    }

    [Fact]
    public async Task A_short_pepper_is_refused()
    {
        var hasher = new KeyHasher(Secret(("Gateway:KeyPepper", "short")));

        await Assert.ThrowsAsync<GatewayException>(() => hasher.HashAsync("gw-value", CancellationToken.None).AsTask());
    }

    private GatewaySecret Secret(params (string Name, string Value)[] settings) => new("gateway-key-pepper", Sources(settings));

    private SecretSources Sources(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();
        return new SecretSources([new ConfigurationSecretSource(configuration, CatalogFixture.BuiltIn), vault]);
    }
}
