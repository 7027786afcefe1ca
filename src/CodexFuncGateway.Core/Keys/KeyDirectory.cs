namespace CodexFuncGateway.Keys;

/// <summary>Finds the virtual key of which a secret is the value.</summary>
internal sealed class KeyDirectory(KeyHasher hasher, KeyCache cache, TimeProvider timeProvider)
{
    // Anything longer is no key of ours, and hashing it would be work for a stranger.
    private const int LongestValue = 256;

    /// <param name="address">Whence it was sent; null where that is unknown.</param>
    /// <returns>Null where it is nobody's, or was until it was replaced.</returns>
    /// <exception cref="Errors.GatewayException">The store does not answer, or the address has tried too many.</exception>
    public async ValueTask<VirtualKey?> FindAsync(string secret, string? address, CancellationToken cancellationToken)
    {
        if (secret.Length > LongestValue || await hasher.HashAsync(secret, cancellationToken) is not { } hash)
        {
            return null;
        }

        var key = await cache.GetAsync(hash, address, cancellationToken);
        return key?.IsValue(hash, timeProvider.GetUtcNow()) is true ? key.Key : null;
    }
}
