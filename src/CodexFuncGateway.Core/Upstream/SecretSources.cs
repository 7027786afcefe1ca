using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Upstream;

/// <summary>All sources of secrets as one: a secret is that of the first which has it.</summary>
public sealed class SecretSources(IEnumerable<ISecretSource> sources)
{
    private readonly ISecretSource[] sources = [.. sources];

    /// <exception cref="GatewayException">A source cannot be asked now.</exception>
    public async ValueTask<string?> FindAsync(string name, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            if (await source.GetAsync(name, cancellationToken) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The secret after its last value was refused: another one where a source has been given one since.</summary>
    public async ValueTask<string?> FindNewerAsync(string name, string refused, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            if (await source.RenewAsync(name, refused, cancellationToken) is { } value)
            {
                return value;
            }
        }

        return null;
    }
}
