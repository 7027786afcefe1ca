using CodexFuncGateway.Catalog;

namespace CodexFuncGateway.Upstream.Credentials;

/// <summary>The key that every scheme takes where there is one, or one of several: it goes into the header that provider data names.</summary>
internal static class ProviderKey
{
    public static async ValueTask<bool> IsThereAsync(Provider provider, CredentialParts parts, CancellationToken cancellationToken)
    {
        foreach (var (part, _) in provider.Auth.Keys)
        {
            if (provider.Auth.Header is not null && await parts.FindAsync(provider, part, cancellationToken) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <returns>The key; null where there is none, or the provider has no header for one.</returns>
    public static async ValueTask<string?> AddAsync(UnauthorisedRequest request, CredentialParts parts, CancellationToken cancellationToken)
    {
        var (message, provider) = (request.Message, request.Route.Provider);
        if (provider.Auth.Header is not { } header || await ChooseAsync(provider, request.Preference, parts, cancellationToken) is not { } key)
        {
            return null;
        }

        message.Headers.TryAddWithoutValidation(header, provider.Auth.Prefix + key);
        return key;
    }

    /// <summary>Whether a source has another key than the one that was refused, in its place.</summary>
    public static async ValueTask<bool> RenewAsync(UpstreamReply refusal, CredentialParts parts, CancellationToken cancellationToken)
    {
        var provider = refusal.Route.Provider;
        foreach (var (part, _) in provider.Auth.Keys)
        {
            if (refusal.Credential is { } refused && await parts.FindAsync(provider, part, cancellationToken) == refused)
            {
                return await parts.FindNewerAsync(provider, part, refused, cancellationToken) is { } newer && newer != refused;
            }
        }

        // It has been replaced while it was on its way.
        return refusal.Credential is not null && await IsThereAsync(provider, parts, cancellationToken);
    }

    /// <summary>Leaves a key alone for a while; whether there is another one that may be shown instead.</summary>
    public static async ValueTask<bool> RestAsync(Provider provider, string key, CredentialParts parts, CancellationToken cancellationToken)
    {
        parts.Resting.Add(provider.Name, key);
        return await ChooseAsync(provider, new KeyPreference(""), parts, cancellationToken) is { } other && !parts.Resting.Contains(provider.Name, other);
    }

    /// <summary>The key that the request prefers of those that do not rest; where all of them do, none does.</summary>
    private static async ValueTask<string?> ChooseAsync(Provider provider, KeyPreference preference, CredentialParts parts, CancellationToken cancellationToken)
    {
        if (!provider.Auth.HasSeveralKeys)
        {
            return await parts.FindAsync(provider, ProviderAuth.KeyPart, cancellationToken);
        }

        (bool IsAwake, double Rank, string? Key) best = default;
        foreach (var (part, weight) in provider.Auth.Keys)
        {
            if (await parts.FindAsync(provider, part, cancellationToken) is not { } key)
            {
                continue;
            }

            if (key == preference.Key)
            {
                return key;
            }

            var (isAwake, rank) = (!parts.Resting.Contains(provider.Name, key), preference.Rank(part, weight));
            if (best.Key is null || (isAwake, rank).CompareTo((best.IsAwake, best.Rank)) > 0)
            {
                best = (isAwake, rank, key);
            }
        }

        return best.Key;
    }
}
