using CodexFuncGateway.Errors;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Keys;

/// <summary>One of <see cref="OwnSecrets"/> by which callers are told apart: without it nobody can be let in, so a vault that is away is an outage.</summary>
internal sealed class GatewaySecret(string name, SecretSources sources)
{
    /// <returns>Null where nobody has set it.</returns>
    /// <exception cref="GatewayException">The vault does not answer; worth another try.</exception>
    public async ValueTask<string?> GetAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await sources.FindAsync(name, cancellationToken) is { Length: > 0 } secret ? secret : null;
        }
        catch (GatewayException exception)
        {
            throw new GatewayException(KeyOutage.Error with { Message = "The gateway cannot check keys now: its vault does not answer. Try again in a moment." }, exception);
        }
    }
}
