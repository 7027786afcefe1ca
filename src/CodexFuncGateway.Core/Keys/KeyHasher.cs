using System.Security.Cryptography;
using System.Text;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Keys;

/// <summary>
/// Value of a key → what is stored in its place: HMAC-SHA256 under a key derived from the pepper, so that a copy of the table is worth nothing without
/// the vault. The value has 256 random bits, which is why no slow hash is needed.
/// </summary>
internal sealed class KeyHasher(GatewaySecret pepper)
{
    private const int ShortestPepper = 32;

    private volatile Derived? latest;

    /// <returns>In hexadecimal digits; null where the gateway has no pepper and so can know no such key.</returns>
    /// <exception cref="GatewayException">The pepper cannot be read now.</exception>
    public async ValueTask<string?> HashAsync(string value, CancellationToken cancellationToken) =>
        await ReadKeyAsync(cancellationToken) is { } key ? Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(value))) : null;

    private async ValueTask<byte[]?> ReadKeyAsync(CancellationToken cancellationToken)
    {
        if (await pepper.GetAsync(cancellationToken) is not { } secret)
        {
            return null;
        }

        var derived = latest;
        if (derived?.Pepper != secret)
        {
            latest = derived = Derive(secret);
        }

        return derived.Key;
    }

    private static Derived Derive(string pepper) => pepper.Length >= ShortestPepper
        ? new Derived(pepper, HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(pepper), outputLength: 32, info: "virtual keys"u8.ToArray()))
        : throw new GatewayException(ErrorKind.Internal, $"{OwnSecrets.SettingOf(OwnSecrets.KeyPepper)} is too short: the gateway's operator sets at least {ShortestPepper} random characters.");

    private sealed record Derived(string Pepper, byte[] Key);
}
