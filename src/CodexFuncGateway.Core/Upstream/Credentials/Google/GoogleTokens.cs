using System.Security.Cryptography;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using Google;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Responses;

namespace CodexFuncGateway.Upstream.Credentials.Google;

/// <summary>Access tokens of Google's, for whatever kind of identity <see cref="GoogleIdentity"/> finds.</summary>
internal sealed class GoogleTokens(HttpMessageInvoker invoker, TimeProvider timeProvider, ForeignIdentity identity) : ITokenIssuer
{
    private readonly GoogleCredentialReader reader = new(new InvokerHttpClientFactory(invoker), new GoogleClock(timeProvider));

    public async ValueTask<bool> HasIdentityAsync(Provider provider, CredentialParts parts, CancellationToken cancellationToken)
    {
        try
        {
            return await GoogleIdentity.ReadJsonAsync(provider, parts, cancellationToken) is not null || GoogleIdentity.FindMetadataHost(provider) is not null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public async Task<Lease<AccessToken>> RequestAsync(Provider provider, CredentialParts parts, CancellationToken cancellationToken)
    {
        try
        {
            // Read again for each token, which is rare, so that a changed identity is taken up without a restart.
            var credential = await FindAsync(provider, parts, cancellationToken);
            var asked = timeProvider.GetUtcNow();
            var token = await RequestAsync(credential.UnderlyingCredential, cancellationToken);
            return new Lease<AccessToken>(
                new AccessToken(token.AccessToken) { QuotaProject = credential.QuotaProject }, asked + TimeSpan.FromSeconds(token.ExpiresInSeconds ?? 0));
        }
        catch (Exception exception) when (Explain(exception) is { } reason)
        {
            throw TokenFailure.Of(provider.DisplayName, reason, exception);
        }
    }

    private async Task<GoogleCredential> FindAsync(Provider provider, CredentialParts parts, CancellationToken cancellationToken)
    {
        var scope = provider.Auth.Scope ?? throw new InvalidOperationException($"The data of {provider.Name} names no scope.");
        return await GoogleIdentity.ReadJsonAsync(provider, parts, cancellationToken) is { } json ? Read(json, scope, ModelParameters.Of(provider))
            : GoogleIdentity.FindMetadataHost(provider) is { } host ? reader.OfMachine(host, scope)
            : throw MissingCredential.For(provider, Remedy(provider));
    }

    private GoogleCredential Read(string json, string scope, ModelParameters parameters) =>
        reader.Read(json, scope, identity.IsThere(parameters) ? new EntraSubject(identity, parameters) : null);

    private static async Task<TokenResponse> RequestAsync(ICredential credential, CancellationToken cancellationToken)
    {
        switch (credential)
        {
            case UserCredential user:
                await user.RefreshTokenAsync(cancellationToken);
                return user.Token;
            case ServiceCredential service:
                await service.RequestAccessTokenAsync(cancellationToken);
                return service.Token;
            default:
                throw new InvalidOperationException($"A {credential.GetType().Name} gives no tokens.");
        }
    }

    /// <summary>Null for what is said already.</summary>
    private static string? Explain(Exception exception) => exception switch
    {
        GatewayException => null,
        TokenResponseException refusal => $"Google's token server refuses it ({TokenFailure.Code(refusal.Error?.Error)})",
        HttpRequestException or OperationCanceledException => "Google's token server cannot be reached",
        IOException or UnauthorizedAccessException => "the file with Google's credentials cannot be read",
        InvalidOperationException or FormatException or CryptographicException or ArgumentException or GoogleApiException or Newtonsoft.Json.JsonException =>
            "Google's credentials are not as they should be",
        _ => null,
    };

    private static string Remedy(Provider provider)
    {
        var settings = $"Providers:{provider.Name}:Parameters";
        var key = provider.Auth.Header is null ? "" : $"{CredentialParts.Describe(provider, ProviderAuth.KeyPart)}; or ";
        return $"{key}{CredentialParts.Describe(provider, GoogleIdentity.JsonPart)}; or {settings}:credentialsFile; "
            + "or signs in with gcloud auth application-default login";
    }
}
