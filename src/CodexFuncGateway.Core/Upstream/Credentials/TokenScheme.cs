using CodexFuncGateway.Catalog;

namespace CodexFuncGateway.Upstream.Credentials;

/// <summary>A key in a header where there is one; else a bearer token for the scope that the provider's data names.</summary>
internal sealed class TokenScheme(string name, ITokenIssuer issuer, TimeProvider timeProvider) : ICredentialScheme
{
    private readonly LeaseCache<AccessToken> leases = new(timeProvider);

    public string Name => name;

    public async ValueTask<bool> HasAsync(Provider provider, CredentialParts parts, CancellationToken cancellationToken) =>
        await ProviderKey.IsThereAsync(provider, parts, cancellationToken)
        || (FindMissing(ModelParameters.Of(provider)) is null && await issuer.HasIdentityAsync(provider, parts, cancellationToken));

    public async ValueTask<string?> AuthoriseAsync(UnauthorisedRequest request, CredentialParts parts, CancellationToken cancellationToken)
    {
        if (await ProviderKey.AddAsync(request, parts, cancellationToken) is { } key)
        {
            return key;
        }

        var provider = request.Route.Provider;
        if (FindMissing(request.Route.Parameters) is { } missing)
        {
            throw MissingCredential.For(provider, $"Providers:{provider.Name}:Parameters:{missing}, or {CredentialParts.Describe(provider, ProviderAuth.KeyPart)}");
        }

        var token = await leases.GetAsync(provider.Name, patience => issuer.RequestAsync(provider, parts, patience), cancellationToken);
        request.Message.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token.Value}");
        if (token.QuotaProject is { } project)
        {
            request.Message.Headers.TryAddWithoutValidation("x-goog-user-project", project);
        }

        return token.Value;
    }

    public async ValueTask<bool> RenewAsync(UpstreamReply refusal, CredentialParts parts, CancellationToken cancellationToken)
    {
        var provider = refusal.Route.Provider;
        if (refusal.Status != 401)
        {
            return false;
        }

        return await ProviderKey.IsThereAsync(provider, parts, cancellationToken)
            ? await ProviderKey.RenewAsync(refusal, parts, cancellationToken)
            : await leases.RenewAsync(
                provider.Name, token => token.Value == refusal.Credential, patience => issuer.RequestAsync(provider, parts, patience), cancellationToken);
    }

    private static string? FindMissing(ModelParameters parameters) =>
        parameters.Provider.Auth.TokenParameters.FirstOrDefault(name => parameters.Value(name) is null);
}
