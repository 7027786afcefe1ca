using Azure.Core;
using Azure.Identity;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Upstream.Credentials.Entra;

namespace CodexFuncGateway.KeyVault;

/// <summary>Tokens from Entra through Azure's own library.</summary>
internal sealed class EntraTokenSource(TokenCredential credential, bool hasIdentity) : IAccessTokenSource
{
    /// <summary>Empty claims ask for nothing, and make the library pass by its cache, which is one for the whole process and would give a refused token again.</summary>
    private const string NoClaims = "{}";

    public bool HasIdentity => hasIdentity;

    public async Task<(string Token, DateTimeOffset Expires)> RequestAsync(string scope, CancellationToken cancellationToken)
    {
        try
        {
            // Only a managed identity takes them for what they are; az and its like would demand a new sign-in.
            var context = new TokenRequestContext([scope], claims: credential is ManagedIdentityCredential ? NoClaims : null);
            var token = await credential.GetTokenAsync(context, cancellationToken);
            return (token.Token, token.ExpiresOn);
        }
        catch (CredentialUnavailableException exception)
        {
            throw Failure("The gateway has no identity in Entra: its operator gives the app a managed identity, or signs in with az login.", exception);
        }
        catch (Exception exception) when (exception is AuthenticationFailedException or OperationCanceledException)
        {
            throw Failure($"The gateway's identity in Entra was given no token ({AzureFailure.Reason(exception)}).", exception);
        }
    }

    private static GatewayException Failure(string message, Exception exception) => new(new GatewayError(ErrorKind.UpstreamCredential, message), exception);
}
