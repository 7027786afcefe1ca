using CodexFuncGateway.Catalog;
using Google.Apis.Auth.OAuth2;

namespace CodexFuncGateway.Upstream.Credentials.Google;

/// <summary>Shows Google's token exchange the gateway's identity in Entra.</summary>
internal sealed class EntraSubject(ForeignIdentity identity, ModelParameters parameters) : ProgrammaticExternalAccountCredential.ISubjectTokenProvider
{
    public Task<string> GetSubjectTokenAsync(ProgrammaticExternalAccountCredential caller, CancellationToken taskCancellationToken) =>
        identity.RequestAsync(parameters, taskCancellationToken);
}
