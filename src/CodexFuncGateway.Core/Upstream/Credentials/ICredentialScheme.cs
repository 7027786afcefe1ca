using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Upstream.Credentials;

/// <summary>A way of proving to a provider who asks. Provider data names the scheme, and says where the parts of a credential are found.</summary>
public interface ICredentialScheme
{
    /// <summary>The name by which provider data refers to it.</summary>
    string Name { get; }

    /// <summary>Whether there is a credential, as far as that can be known without asking anybody but the sources of secrets.</summary>
    ValueTask<bool> HasAsync(Provider provider, CredentialParts parts, CancellationToken cancellationToken);

    /// <summary>Adds the proof. Returns the secret that was shown, for those who must not repeat it; null where none was needed.</summary>
    /// <exception cref="GatewayException">There is no credential, or it cannot be had now.</exception>
    ValueTask<string?> AuthoriseAsync(UnauthorisedRequest request, CredentialParts parts, CancellationToken cancellationToken);

    /// <summary>Whether what was refused has been replaced by something newer, so that the request deserves one more attempt.</summary>
    ValueTask<bool> RenewAsync(UpstreamReply refusal, CredentialParts parts, CancellationToken cancellationToken);
}
