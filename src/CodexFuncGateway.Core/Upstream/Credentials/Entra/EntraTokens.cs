using CodexFuncGateway.Catalog;

namespace CodexFuncGateway.Upstream.Credentials.Entra;

/// <summary>Entra's tokens, from whatever source the host has added.</summary>
internal sealed class EntraTokens(IAccessTokenSource? source) : ITokenIssuer
{
    public ValueTask<bool> HasIdentityAsync(Provider provider, CredentialParts parts, CancellationToken cancellationToken) => new(source is { HasIdentity: true });

    public async Task<Lease<AccessToken>> RequestAsync(Provider provider, CredentialParts parts, CancellationToken cancellationToken)
    {
        if (source is null)
        {
            throw MissingCredential.For(provider, CredentialParts.Describe(provider, ProviderAuth.KeyPart));
        }

        var scope = provider.Auth.Scope ?? throw TokenFailure.Of(provider.DisplayName, "its data names no scope");
        var (token, expires) = await source.RequestAsync(scope, cancellationToken);
        return new Lease<AccessToken>(new AccessToken(token), expires);
    }
}
