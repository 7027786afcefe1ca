using CodexFuncGateway.Catalog;

namespace CodexFuncGateway.Upstream.Credentials;

/// <summary>A key that goes in a header as it is.</summary>
internal sealed class HeaderScheme : ICredentialScheme
{
    public string Name => "header";

    public ValueTask<bool> HasAsync(Provider provider, CredentialParts parts, CancellationToken cancellationToken) =>
        ProviderKey.IsThereAsync(provider, parts, cancellationToken);

    public async ValueTask<string?> AuthoriseAsync(UnauthorisedRequest request, CredentialParts parts, CancellationToken cancellationToken)
    {
        var provider = request.Route.Provider;
        var key = await ProviderKey.AddAsync(request, parts, cancellationToken);
        return key is null && provider.Auth is { Header: not null, Optional: false }
            ? throw MissingCredential.For(provider, CredentialParts.Describe(provider, ProviderAuth.KeyPart))
            : key;
    }

    public ValueTask<bool> RenewAsync(UpstreamReply refusal, CredentialParts parts, CancellationToken cancellationToken) =>
        refusal.Status == 401 ? ProviderKey.RenewAsync(refusal, parts, cancellationToken) : new(false);
}
