using CodexFuncGateway.Upstream;
using Microsoft.Extensions.Configuration;

namespace CodexFuncGateway.Keys;

/// <summary>A secret of the gateway's own: a setting, or else the secret of that name in the vault.</summary>
internal sealed class GatewaySecret(string setting, string name, IConfiguration configuration, IEnumerable<ISecretSource> sources)
{
    private readonly string? configured = configuration[setting];
    private readonly ISecretSource[] sources = [.. sources];

    /// <summary>Null where nobody has set it.</summary>
    public async ValueTask<string?> GetAsync(CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(configured))
        {
            return configured;
        }

        foreach (var source in sources)
        {
            if (await source.GetAsync(name, cancellationToken) is { Length: > 0 } secret)
            {
                return secret;
            }
        }

        return null;
    }
}
