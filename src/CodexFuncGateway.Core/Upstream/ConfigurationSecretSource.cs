using CodexFuncGateway.Catalog;
using CodexFuncGateway.Upstream.Credentials;
using Microsoft.Extensions.Configuration;

namespace CodexFuncGateway.Upstream;

/// <summary>
/// Secrets from settings: <c>Providers:anthropic:ApiKey</c>, or the variable that the provider's own tools read, such as
/// <c>ANTHROPIC_API_KEY</c>. For local use; in Azure nothing but the vault holds secrets.
/// </summary>
public sealed class ConfigurationSecretSource(IConfiguration configuration, ProviderCatalog catalog) : ISecretSource
{
    private readonly Dictionary<string, string> secrets = catalog.Providers
        .SelectMany(provider => Parts(provider).Select(part => (Name: CredentialParts.SecretName(provider, part.Name), Value: Find(configuration, provider, part))))
        .Concat(OwnSecrets.All.Select(name => (Name: name, Value: Filled(configuration[OwnSecrets.SettingOf(name)]))))
        .Where(secret => secret.Value is not null)
        .DistinctBy(secret => secret.Name)
        .ToDictionary(secret => secret.Name, secret => secret.Value!);

    public ValueTask<string?> GetAsync(string name, CancellationToken cancellationToken) => new(secrets.GetValueOrDefault(name));

    private static IEnumerable<(string Name, IReadOnlyList<string> Environment)> Parts(Provider provider) =>
        provider.Auth.Keys.Select((key, index) => (key.Part, index == 0 ? provider.Auth.Environment : []))
            .Concat(provider.Auth.Parts.Select(part => (part.Key, part.Value.Environment)));

    private static string? Find(IConfiguration configuration, Provider provider, (string Name, IReadOnlyList<string> Environment) part) =>
        part.Environment.Prepend($"Providers:{provider.Name}:{ProviderAuth.SettingOf(part.Name)}")
            .Select(key => Filled(configuration[key])).FirstOrDefault(value => value is not null);

    private static string? Filled(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
