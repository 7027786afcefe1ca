using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Upstream.Credentials;

/// <summary>Finds the secrets that credentials are made of, each in the first source that has it.</summary>
public sealed class CredentialParts(IEnumerable<ISecretSource> sources)
{
    private readonly ISecretSource[] sources = [.. sources];

    /// <summary>The name of a part in every source, such as <c>bedrock-access-key-id</c>.</summary>
    public static string SecretName(Provider provider, string part) => $"{provider.Name}-{part}";

    /// <summary>What an operator sets so that there is such a part.</summary>
    public static string Describe(Provider provider, string part) =>
        $"Providers:{provider.Name}:{ProviderAuth.SettingOf(part)} or the Key Vault secret {SecretName(provider, part)}";

    /// <exception cref="GatewayException">A source cannot be asked now.</exception>
    public async ValueTask<string?> FindAsync(Provider provider, string part, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            if (await source.GetAsync(SecretName(provider, part), cancellationToken) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The part's value after its last one was refused: another one where a source has been given one since.</summary>
    public async ValueTask<string?> FindNewerAsync(Provider provider, string part, string refused, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            if (await source.RenewAsync(SecretName(provider, part), refused, cancellationToken) is { } value)
            {
                return value;
            }
        }

        return null;
    }
}
