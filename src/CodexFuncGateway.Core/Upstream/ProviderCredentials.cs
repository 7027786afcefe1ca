using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Upstream;

/// <summary>Shows each provider the credential it wants, from the first source that has one.</summary>
public sealed class ProviderCredentials(IEnumerable<ISecretSource> sources)
{
    private readonly ISecretSource[] sources = [.. sources];

    /// <summary>The name of a provider's key in every source.</summary>
    public static string SecretName(Provider provider) => $"{provider.Name}-api-key";

    /// <summary>Whether requests to this provider can be sent: with a key, or because none is needed.</summary>
    public async ValueTask<bool> HasAsync(Provider provider, CancellationToken cancellationToken) =>
        provider.Auth.Header is null || provider.Auth.Optional || await HasKeyAsync(provider, cancellationToken);

    /// <summary>Whether there is a key for this provider.</summary>
    public async ValueTask<bool> HasKeyAsync(Provider provider, CancellationToken cancellationToken) => await FindAsync(provider, cancellationToken) is not null;

    /// <returns>The credential, for those who must not repeat it; null where none is needed.</returns>
    /// <exception cref="GatewayException">The provider wants a credential and there is none.</exception>
    public async ValueTask<string?> AddAsync(HttpRequestMessage request, Provider provider, CancellationToken cancellationToken)
    {
        if (provider.Auth.Header is not { } header)
        {
            return null;
        }

        var key = await FindAsync(provider, cancellationToken);
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation(header, provider.Auth.Prefix + key);
        }
        else if (!provider.Auth.Optional)
        {
            throw new GatewayException(
                ErrorKind.UpstreamCredential,
                $"The gateway has no credential for {provider.DisplayName}: its operator sets Providers:{provider.Name}:ApiKey, or the Key Vault secret {SecretName(provider)}.");
        }

        return key;
    }

    private async ValueTask<string?> FindAsync(Provider provider, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            if (await source.GetAsync(SecretName(provider), cancellationToken) is { } key)
            {
                return key;
            }
        }

        return null;
    }
}
