using System.Collections.Frozen;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Upstream.Credentials;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Upstream;

/// <summary>Shows each provider the credential it wants, by the scheme that its data names.</summary>
public sealed partial class ProviderCredentials(
    SecretSources sources, IEnumerable<ICredentialScheme> schemes, TimeProvider timeProvider, ILogger<ProviderCredentials> logger)
{
    private readonly CredentialParts parts = new(sources, new RestingKeys(timeProvider));
    private readonly FrozenDictionary<string, ICredentialScheme> schemes = schemes.ToFrozenDictionary(scheme => scheme.Name);

    /// <summary>Fails at start rather than at the first request.</summary>
    /// <exception cref="CatalogException">A provider names a scheme that does not exist, or a secret that cannot.</exception>
    public ProviderCredentials Require(IReadOnlyCollection<Provider> providers)
    {
        SecretNames.Require(providers);
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
    public ValueTask<string?> AuthoriseAsync(UnauthorisedRequest request, CancellationToken cancellationToken) =>
        SchemeOf(request.Route.Provider).AuthoriseAsync(request, parts, cancellationToken);

    /// <summary>Looks once for a newer credential where a reply refuses the one that was shown; whether there is one.</summary>
    public ValueTask<bool> RenewAsync(UpstreamReply reply, CancellationToken cancellationToken) =>
        reply is { IsSuccess: false, Credential: not null } ? OrRefused(SchemeOf(reply.Route.Provider).RenewAsync(reply, parts, cancellationToken)) : new(false);

    /// <summary>
    /// Lays a key to rest that was refused, or whose account is out of credit; whether there is another one to try. Not after a 403, which may be about the model:
    /// whoever asks for a forbidden one must not move everybody's sessions to other keys.
    /// </summary>
    public ValueTask<bool> RestAsync(UpstreamReply refusal, GatewayError error, CancellationToken cancellationToken)
    {
        var provider = refusal.Route.Provider;
        var isDead = error.Kind == ErrorKind.QuotaSpent || (error.Kind == ErrorKind.UpstreamCredential && refusal.Status != 403);
        if (!isDead || !provider.Auth.HasSeveralKeys || refusal.Credential is not { } key)
        {
            return new(false);
        }

        Log.Rests(logger, provider.Name, RestingKeys.Rest, error.Kind);
        return OrRefused(ProviderKey.RestAsync(provider, key, parts, cancellationToken));
    }

    /// <summary>Where a source fails, the provider's refusal is the better answer to tell.</summary>
    private static async ValueTask<bool> OrRefused(ValueTask<bool> search)
    {
        try
        {
            return await search;
        }
        catch (GatewayException)
        {
            return false;
        }
    }

    /// <summary>Nothing but a key is known, and there is no header for one.</summary>
    private static bool IsOpen(Provider provider) => provider.Auth is { Header: null, Scheme: "header" };

    private ICredentialScheme SchemeOf(Provider provider) => schemes[provider.Auth.Scheme];

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "One of the keys for {Provider} rests for {Rest}: {Kind}")]
        public static partial void Rests(ILogger logger, string provider, TimeSpan rest, ErrorKind kind);
    }
}
