using CodexFuncGateway.Catalog;
using CodexFuncGateway.Upstream.Credentials;
using Microsoft.Extensions.Configuration;

namespace CodexFuncGateway.Tests.Upstream.Credentials;

/// <summary>Names of secrets, which follow from names that an operator chooses.</summary>
public sealed class SecretNamesTests
{
    [Fact]
    public void Every_secret_of_the_catalog_has_a_name_that_a_vault_takes() => SecretNames.Require(ProviderCatalog.Load(new ConfigurationBuilder().Build()).Providers);

    [Fact]
    public void An_underscore_becomes_a_dash() => Assert.Equal("my-host-api-key", CredentialParts.SecretName(Provider("my_host"), "api-key"));

    [Theory]
    [InlineData("my_host", "my-host", null, "my-host and my_host would share the secret my-host-api-key.")]
    [InlineData("acme", "gateway", "seal-key", "gateway and the gateway itself would share the secret gateway-seal-key.")]
    [InlineData("acme", "other", "pass_word", "other has a secret named other-pass_word; Key Vault takes up to 127 letters, digits and dashes.")]
    public void What_would_be_shared_or_could_not_be_stored_is_refused_at_the_start(string one, string another, string? part, string told) =>
        Assert.Equal(told, Assert.Throws<CatalogException>(() => SecretNames.Require([Provider(one), Provider(another, part)])).Message);

    [Theory]
    [InlineData("-1", "1")]
    [InlineData("0", "0")]
    public void Weights_that_leave_no_key_to_use_are_refused_at_the_start(string first, string second)
    {
        var settings = new Dictionary<string, string?> { ["Providers:groq:Auth:KeyWeights:0"] = first, ["Providers:groq:Auth:KeyWeights:1"] = second };

        Assert.Throws<CatalogException>(() => ProviderCatalog.Load(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));
    }

    private static Provider Provider(string name, string? part = null) => new()
    {
        Name = name,
        DisplayName = name,
        Dialect = "any",
        Auth = new ProviderAuth { Parts = part is null ? new Dictionary<string, CredentialPart>() : new() { [part] = new CredentialPart() } },
    };
}
