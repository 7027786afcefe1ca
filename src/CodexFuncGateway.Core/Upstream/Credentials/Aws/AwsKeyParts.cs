using Amazon.Runtime;
using CodexFuncGateway.Catalog;

namespace CodexFuncGateway.Upstream.Credentials.Aws;

/// <summary>Keys that an operator gives: long-lived ones, or temporary ones with their session token.</summary>
internal static class AwsKeyParts
{
    public const string AccessKeyId = "access-key-id";
    public const string SecretAccessKey = "secret-access-key";
    private const string SessionToken = "session-token";

    public static async ValueTask<ImmutableCredentials?> FindAsync(Provider provider, CredentialParts parts, CancellationToken cancellationToken) =>
        await parts.FindAsync(provider, AccessKeyId, cancellationToken) is { } id
        && await parts.FindAsync(provider, SecretAccessKey, cancellationToken) is { } secret
            ? new ImmutableCredentials(id, secret, await parts.FindAsync(provider, SessionToken, cancellationToken))
            : null;

    /// <summary>All three are looked up again: they are changed together, and one old part would spoil the signature.</summary>
    public static async ValueTask<bool> RenewAsync(Provider provider, CredentialParts parts, CancellationToken cancellationToken)
    {
        var isNewer = false;
        foreach (var part in (string[])[AccessKeyId, SecretAccessKey, SessionToken])
        {
            if (await parts.FindAsync(provider, part, cancellationToken) is { } refused)
            {
                isNewer |= await parts.FindNewerAsync(provider, part, refused, cancellationToken) != refused;
            }
        }

        return isNewer;
    }
}
