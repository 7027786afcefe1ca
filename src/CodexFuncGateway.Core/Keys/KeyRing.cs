using System.Security.Cryptography;
using System.Text;

namespace CodexFuncGateway.Keys;

/// <summary>The virtual keys this gateway knows, found by the hash of their secret, so that a look-up's time tells nothing about a secret.</summary>
public sealed class KeyRing
{
    private readonly Dictionary<string, VirtualKey> keys = [];

    public KeyRing Add(string secret, VirtualKey key)
    {
        keys[Hash(secret)] = key;
        return this;
    }

    public VirtualKey? Find(string secret) => keys.GetValueOrDefault(Hash(secret));

    private static string Hash(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
