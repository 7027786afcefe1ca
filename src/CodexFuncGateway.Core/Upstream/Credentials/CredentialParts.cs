using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Upstream.Credentials;

/// <summary>Finds the secrets that credentials are made of.</summary>
/// <param name="resting">Keys that are not to be shown for a while.</param>
public sealed class CredentialParts(SecretSources sources, RestingKeys resting)
{
    internal RestingKeys Resting => resting;

    /// <summary>The name of a part in every source, such as <c>bedrock-access-key-id</c>; vaults know no underscores.</summary>
    public static string SecretName(Provider provider, string part) => $"{provider.Name.Replace('_', '-')}-{part}";

    /// <summary>What an operator sets so that there is such a part.</summary>
    public static string Describe(Provider provider, string part) =>
        $"Providers:{provider.Name}:{ProviderAuth.SettingOf(part)} or the Key Vault secret {SecretName(provider, part)}";

    /// <exception cref="GatewayException">A source cannot be asked now.</exception>
    public ValueTask<string?> FindAsync(Provider provider, string part, CancellationToken cancellationToken) =>
        sources.FindAsync(SecretName(provider, part), cancellationToken);

    /// <summary>The part's value after its last one was refused: another one where a source has been given one since.</summary>
    public ValueTask<string?> FindNewerAsync(Provider provider, string part, string refused, CancellationToken cancellationToken) =>
        sources.FindNewerAsync(SecretName(provider, part), refused, cancellationToken);
}
