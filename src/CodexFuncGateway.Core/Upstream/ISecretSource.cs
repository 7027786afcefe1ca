using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Upstream;

/// <summary>Where secrets come from: settings and environment locally, Key Vault in Azure.</summary>
public interface ISecretSource
{
    /// <summary>The secret's value, or null where this source has none of that name, such as <c>anthropic-api-key</c>.</summary>
    /// <exception cref="GatewayException">The source cannot be asked now.</exception>
    ValueTask<string?> GetAsync(string name, CancellationToken cancellationToken);

    /// <summary>The secret's value once more, after the one that this source gave was refused. A source that keeps nothing has nothing newer to look for.</summary>
    /// <exception cref="GatewayException">The source cannot be asked now.</exception>
    ValueTask<string?> RenewAsync(string name, string refused, CancellationToken cancellationToken) => GetAsync(name, cancellationToken);
}
