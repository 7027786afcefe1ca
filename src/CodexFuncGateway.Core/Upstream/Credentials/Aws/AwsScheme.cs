using Amazon.Runtime;
using CodexFuncGateway.Catalog;

namespace CodexFuncGateway.Upstream.Credentials.Aws;

/// <summary>
/// A key in a header where there is one; else a signature, with keys that an operator gave, of a role, or of a profile, whichever comes first. The route's
/// parameters <c>region</c> and <c>service</c> tell for what it signs.
/// </summary>
internal sealed class AwsScheme(HttpMessageInvoker invoker, TimeProvider timeProvider, ForeignIdentity identity) : ICredentialScheme
{
    private readonly AwsWebIdentity webIdentity = new(invoker, identity);
    private readonly AwsProfile profile = new(timeProvider);
    private readonly LeaseCache<ImmutableCredentials> leases = new(timeProvider);

    public string Name => "aws";

    public async ValueTask<bool> HasAsync(Provider provider, CredentialParts parts, CancellationToken cancellationToken) =>
        await ProviderKey.IsThereAsync(provider, parts, cancellationToken)
        || await AwsKeyParts.FindAsync(provider, parts, cancellationToken) is not null
        || Source(ModelParameters.Of(provider)) is not null;

    public async ValueTask<string?> AuthoriseAsync(UnauthorisedRequest request, CredentialParts parts, CancellationToken cancellationToken)
    {
        if (await ProviderKey.AddAsync(request, parts, cancellationToken) is { } key)
        {
            return key;
        }

        var (route, parameters) = (request.Route, request.Route.Parameters);
        var keys = await AwsKeyParts.FindAsync(route.Provider, parts, cancellationToken)
            ?? (Source(parameters) is { } source ? await leases.GetAsync(route.Provider.Name, source, cancellationToken) : null)
            ?? throw MissingCredential.For(route.Provider, Remedy(route.Provider));
        AwsSigner.Sign(
            request.Message, request.Body.Span, new AwsSigningScope(keys, Demand(parameters, "region"), Demand(parameters, "service"), timeProvider.GetUtcNow()));
        return keys.AccessKey;
    }

    /// <remarks>AWS says 403 where others say 401.</remarks>
    public async ValueTask<bool> RenewAsync(UpstreamReply refusal, CredentialParts parts, CancellationToken cancellationToken)
    {
        var (provider, shown) = (refusal.Route.Provider, refusal.Credential);
        if (refusal.Status is not (401 or 403))
        {
            return false;
        }

        if (await ProviderKey.IsThereAsync(provider, parts, cancellationToken))
        {
            return await ProviderKey.RenewAsync(refusal, parts, cancellationToken);
        }

        return await AwsKeyParts.FindAsync(provider, parts, cancellationToken) is not null
            ? await AwsKeyParts.RenewAsync(provider, parts, cancellationToken)
            : Source(refusal.Route.Parameters) is { } source
                && await leases.RenewAsync(provider.Name, keys => keys.AccessKey == shown, source, cancellationToken);
    }

    private Func<CancellationToken, Task<Lease<ImmutableCredentials>>>? Source(ModelParameters parameters) =>
        webIdentity.IsThere(parameters) ? cancellationToken => webIdentity.AssumeAsync(parameters, cancellationToken)
        : AwsProfile.IsThere(parameters) ? cancellationToken => profile.ReadAsync(parameters, cancellationToken)
        : null;

    private static string Demand(ModelParameters parameters, string name) =>
        parameters.Value(name) ?? throw MissingCredential.For(parameters.Provider, $"Providers:{parameters.Provider.Name}:Parameters:{name}");

    private static string Remedy(Provider provider)
    {
        var settings = $"Providers:{provider.Name}:Parameters";
        return $"{CredentialParts.Describe(provider, ProviderAuth.KeyPart)}; or {CredentialParts.Describe(provider, AwsKeyParts.AccessKeyId)}, and "
            + $"{CredentialParts.Describe(provider, AwsKeyParts.SecretAccessKey)}; or {settings}:profile; or {settings}:roleArn and {settings}:webIdentityTokenFile";
    }
}
