using System.Collections.Frozen;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Upstream.Credentials;

namespace CodexFuncGateway.Upstream;

/// <summary>Shows each provider the credential it wants, by the scheme that its data names.</summary>
public sealed class ProviderCredentials(IEnumerable<ISecretSource> sources, IEnumerable<ICredentialScheme> schemes)
{
    private readonly CredentialParts parts = new(sources);
    private readonly FrozenDictionary<string, ICredentialScheme> schemes = schemes.ToFrozenDictionary(scheme => scheme.Name);

    /// <summary>Fails at start rather than at the first request.</summary>
    /// <exception cref="CatalogException">A provider names a scheme that does not exist.</exception>
    public ProviderCredentials Require(IEnumerable<Provider> providers)
    {
        foreach (var provider in providers)
        {
            CatalogRules.Demand(
                schemes.ContainsKey(provider.Auth.Scheme),
                $"{provider.Name} has the credential scheme {provider.Auth.Scheme}; there are {string.Join(", ", schemes.Keys.Order())}.");
        }

        return this;
    }

    /// <summary>Whether requests to this provider can be sent: with a credential, or because none is needed.</summary>
    public async ValueTask<bool> HasAsync(Provider provider, CancellationToken cancellationToken) =>
        provider.Auth.Optional || IsOpen(provider) || await HasCredentialAsync(provider, cancellationToken);

    /// <summary>Whether there is a credential for this provider.</summary>
    public ValueTask<bool> HasCredentialAsync(Provider provider, CancellationToken cancellationToken) =>
        SchemeOf(provider).HasAsync(provider, parts, cancellationToken);

    /// <summary>Completes a request that is ready in all else.</summary>
    /// <returns>The secret that was shown, for those who must not repeat it; null where none is needed.</returns>
    /// <exception cref="GatewayException">The provider wants a credential, and there is none or it cannot be had now.</exception>
    public ValueTask<string?> AuthoriseAsync(HttpRequestMessage message, ReadOnlyMemory<byte> body, Route route, CancellationToken cancellationToken) =>
        SchemeOf(route.Provider).AuthoriseAsync(new UnauthorisedRequest(message, body, route, parts), cancellationToken);

    /// <summary>Looks once for a newer credential where a reply refuses the one that was shown; whether there is one.</summary>
    public async ValueTask<bool> RenewAsync(UpstreamReply reply, CancellationToken cancellationToken)
    {
        try
        {
            return reply is { IsSuccess: false, Credential: not null } && await SchemeOf(reply.Route.Provider).RenewAsync(reply, parts, cancellationToken);
        }
        catch (GatewayException)
        {
            // The provider's refusal is the better answer to tell.
            return false;
        }
    }

    /// <summary>Nothing but a key is known, and there is no header for one.</summary>
    private static bool IsOpen(Provider provider) => provider.Auth is { Header: null, Scheme: "header" };

    private ICredentialScheme SchemeOf(Provider provider) => schemes[provider.Auth.Scheme];
}
