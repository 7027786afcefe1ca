using CodexFuncGateway.Errors;
using CodexFuncGateway.Keys.Entra;
using CodexFuncGateway.Keys.Limits;

namespace CodexFuncGateway.Keys;

/// <summary>The step Admit: what a request shows of its sender → the virtual key it calls with. Nothing of the body is needed for it.</summary>
internal sealed class Admission(KeyRing configured, KeyDirectory directory, EntraKeys entra, KeyLimiter limiter, TimeProvider timeProvider)
{
    /// <summary>Lets a call in that will ask a model, as far as the key's limits have room for it.</summary>
    /// <exception cref="GatewayException">There is no key, none that is good, or a limit is reached.</exception>
    public async ValueTask<CallPermit> EnterAsync(Caller caller, CancellationToken cancellationToken) =>
        await limiter.EnterAsync(await AdmitAsync(caller, cancellationToken), cancellationToken);

    /// <exception cref="GatewayException">There is no key, or none that is good.</exception>
    public async ValueTask<VirtualKey> AdmitAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Secret is not { } secret)
        {
            return caller.Principal is { } principal ? entra.Read(principal) : throw new GatewayException(
                ErrorKind.InvalidKey, "No gateway key was sent. Send it as 'Authorization: Bearer <key>'; Codex reads it from the variable named in env_key.");
        }

        var key = configured.Find(secret) ?? await directory.FindAsync(secret, caller.Address, cancellationToken)
            ?? throw new GatewayException(ErrorKind.InvalidKey, "This gateway does not know the key that was sent.");
        return key.IsDisabled ? throw new GatewayException(ErrorKind.InvalidKey, "This key is disabled. Ask who gave it to you.")
            : key.ExpiresAt <= timeProvider.GetUtcNow() ? throw new GatewayException(ErrorKind.InvalidKey, "This key has expired. Ask who gave it to you for a new one.")
            : key;
    }
}
