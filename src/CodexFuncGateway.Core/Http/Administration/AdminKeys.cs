using System.Security.Cryptography;
using System.Text;
using CodexFuncGateway.Keys;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Http.Administration;

/// <summary>The keys that may do everything: one, and while it is replaced the one before. Where none is set, nobody has one.</summary>
internal sealed class AdminKeys(SecretSources sources)
{
    private readonly (string Name, GatewaySecret Secret)[] keys =
    [
        ("admin-key", new GatewaySecret(OwnSecrets.AdminKey, sources)),
        ("admin-key-previous", new GatewaySecret(OwnSecrets.PreviousAdminKey, sources)),
    ];

    /// <returns>Null where it is none of them.</returns>
    public async ValueTask<Administrator?> FindAsync(string secret, CancellationToken cancellationToken)
    {
        foreach (var (name, key) in keys)
        {
            if (await key.GetAsync(cancellationToken) is { } value && CryptographicOperations.FixedTimeEquals(Hash(secret), Hash(value)))
            {
                return new Administrator(name, Rights.All);
            }
        }

        return null;
    }

    /// <summary>Of one length whatever the secret's, so that comparing takes the same time.</summary>
    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
