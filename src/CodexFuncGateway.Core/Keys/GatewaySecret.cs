using CodexFuncGateway.Errors;
using CodexFuncGateway.Upstream;
using Microsoft.Extensions.Configuration;

namespace CodexFuncGateway.Keys;

/// <summary>A secret of the gateway's own: a setting, or else the secret of that name in the vault.</summary>
internal sealed class GatewaySecret(string setting, string name, IConfiguration configuration, IEnumerable<ISecretSource> sources)
{
    private readonly string? configured = configuration[setting];
    private readonly ISecretSource[] sources = [.. sources];

    /// <returns>Null where nobody has set it.</returns>
    /// <exception cref="GatewayException">The vault does not answer; worth another try.</exception>
    public async ValueTask<string?> GetAsync(CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(configured))
        {
            return configured;
        }

        try
        {
            return await FindAsync(cancellationToken);
        }
        catch (GatewayException exception)
        {
            throw new GatewayException(KeyOutage.Error with { Message = "The gateway cannot check keys now: its vault does not answer. Try again in a moment." }, exception);
        }
    }

    private async ValueTask<string?> FindAsync(CancellationToken cancellationToken)
    {
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
