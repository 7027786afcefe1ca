using System.Security.Cryptography;
using System.Text;

namespace CodexFuncGateway.Keys;

/// <summary>The virtual keys that settings give, for local use. Each is compared, and in the same time whatever was sent.</summary>
public sealed class KeyRing
{
    private readonly List<(byte[] Hash, VirtualKey Key)> keys = [];

    public KeyRing Add(string secret, VirtualKey key)
    {
        keys.Add((Hash(secret), key));
        return this;
    }

    public VirtualKey? Find(string secret)
    {
        if (keys.Count == 0)
        {
            return null;
        }

        var hash = Hash(secret);
        return keys.Find(key => CryptographicOperations.FixedTimeEquals(key.Hash, hash)).Key;
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
