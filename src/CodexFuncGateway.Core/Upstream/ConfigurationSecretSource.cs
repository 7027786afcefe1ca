using CodexFuncGateway.Catalog;
using Microsoft.Extensions.Configuration;

namespace CodexFuncGateway.Upstream;

/// <summary>
/// Secrets from settings: <c>Providers:anthropic:ApiKey</c>, or the variable that the provider's own tools read, such as
/// <c>ANTHROPIC_API_KEY</c>. For local use; in Azure nothing but the vault holds secrets.
/// </summary>
public sealed class ConfigurationSecretSource(IConfiguration configuration, ProviderCatalog catalog) : ISecretSource
{
    private readonly Dictionary<string, string> secrets = catalog.Providers
        .Select(provider => (Name: ProviderCredentials.SecretName(provider), Value: Find(configuration, provider)))
        .Where(secret => secret.Value is not null)
        .ToDictionary(secret => secret.Name, secret => secret.Value!);

    public ValueTask<string?> GetAsync(string name, CancellationToken cancellationToken) => new(secrets.GetValueOrDefault(name));

    private static string? Find(IConfiguration configuration, Provider provider) =>
        provider.Auth.Environment.Prepend($"Providers:{provider.Name}:ApiKey").Select(key => configuration[key]).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));
}
