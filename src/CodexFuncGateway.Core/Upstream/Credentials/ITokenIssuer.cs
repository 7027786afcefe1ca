using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Upstream.Credentials;

/// <summary>Exchanges whatever identity the gateway has for access tokens. It keeps none: <see cref="TokenScheme"/> does.</summary>
internal interface ITokenIssuer
{
    /// <summary>Whether there is an identity, as far as that can be known without asking a token server.</summary>
    ValueTask<bool> HasIdentityAsync(Provider provider, CredentialParts parts, CancellationToken cancellationToken);

    /// <summary>Asks for a new token, never for one that was given before.</summary>
    /// <exception cref="GatewayException">There is no identity, or nobody gives a token for it.</exception>
    Task<Lease<AccessToken>> RequestAsync(Provider provider, CredentialParts parts, CancellationToken cancellationToken);
}
