using CodexFuncGateway.Errors;
using CodexFuncGateway.Keys;
using CodexFuncGateway.Keys.Entra;

namespace CodexFuncGateway.Http.Administration;

/// <summary>The step Admit for administration: an administration key, or a signed-in user with an app role.</summary>
internal sealed class AdministratorAdmission(AdminKeys keys, PrincipalReader principals, TimeProvider timeProvider)
{
    /// <summary>Of its own, so that a client with a wrong gateway key does not lock an administrator out who shares its address.</summary>
    private readonly AttemptThrottle throttle = new(timeProvider);

    /// <returns>Who it is, with whatever rights.</returns>
    /// <exception cref="GatewayException">Nobody we know.</exception>
    public async ValueTask<Administrator> AdmitAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller is { Secret: null, Principal: { } principal })
        {
            return EntraAdministrators.Map(principals.Read(principal));
        }

        throttle.Require(caller.Address);
        if (caller.Secret is { } secret && await keys.FindAsync(secret, cancellationToken) is { } administrator)
        {
            return administrator;
        }

        throttle.Fail(caller.Address, caller.Secret ?? "");
        throw new GatewayException(ErrorKind.InvalidKey, "This path is for administrators. Send the administration key as 'Authorization: Bearer <key>'.");
    }

    /// <exception cref="GatewayException">It is somebody without the right.</exception>
    public static void Require(Administrator administrator, Rights needed)
    {
        if ((administrator.Rights & needed) == Rights.None)
        {
            throw new GatewayException(ErrorKind.Forbidden, "This administrator has no right to do this.");
        }
    }
}
