using System.Security.Cryptography;
using System.Text;
using CodexFuncGateway.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace CodexFuncGateway.Http.Administration;

/// <summary>The step Admit for administration: the key in <c>Gateway:AdminKey</c>. Where none is set, nobody is an administrator.</summary>
internal sealed class AdministratorAdmission(IConfiguration configuration)
{
    /// <exception cref="GatewayException">Nobody we know, or without the right.</exception>
    public Administrator Admit(HttpRequest request, Rights needed)
    {
        var administrator = Find(ClientRequestReader.Secret(request))
            ?? throw new GatewayException(ErrorKind.InvalidKey, "This path is for administrators. Send the administration key as 'Authorization: Bearer <key>'.");
        return (administrator.Rights & needed) != Rights.None
            ? administrator
            : throw new GatewayException(ErrorKind.Forbidden, "This administrator has no right to do this.");
    }

    private Administrator? Find(string? secret) =>
        secret is not null && configuration["Gateway:AdminKey"] is { Length: > 0 } key && CryptographicOperations.FixedTimeEquals(Hash(secret), Hash(key))
            ? new Administrator("admin-key", Rights.All)
            : null;

    /// <summary>Of one length whatever the secret's, so that comparing takes the same time.</summary>
    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
