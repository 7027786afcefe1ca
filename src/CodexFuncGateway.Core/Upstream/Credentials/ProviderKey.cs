using CodexFuncGateway.Catalog;

namespace CodexFuncGateway.Upstream.Credentials;

/// <summary>The key that every scheme takes where there is one: it goes into the header that provider data names.</summary>
internal static class ProviderKey
{
    public static async ValueTask<bool> IsThereAsync(Provider provider, CredentialParts parts, CancellationToken cancellationToken) =>
        provider.Auth.Header is not null && await parts.FindAsync(provider, ProviderAuth.KeyPart, cancellationToken) is not null;

    /// <returns>The key; null where there is none, or the provider has no header for one.</returns>
    public static async ValueTask<string?> AddAsync(UnauthorisedRequest request, CancellationToken cancellationToken)
    {
        var (message, provider) = (request.Message, request.Route.Provider);
        if (provider.Auth.Header is not { } header || await request.Parts.FindAsync(provider, ProviderAuth.KeyPart, cancellationToken) is not { } key)
        {
            return null;
        }

        message.Headers.TryAddWithoutValidation(header, provider.Auth.Prefix + key);
        return key;
    }

    /// <summary>Whether a source has another key than the one that was refused.</summary>
    public static async ValueTask<bool> RenewAsync(UpstreamReply refusal, CredentialParts parts, CancellationToken cancellationToken) =>
        refusal.Credential is { } refused
        && await parts.FindNewerAsync(refusal.Route.Provider, ProviderAuth.KeyPart, refused, cancellationToken) is { } newer
        && newer != refused;
}
