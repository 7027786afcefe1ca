using CodexFuncGateway.Errors;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Keys;

/// <summary>What administrators do with keys. Its own process forgets at once what it knew of a changed key; the others within the cache's time.</summary>
internal sealed class KeyRegistry(KeyStore store, KeyHasher hasher, KeyCache cache, TimeProvider timeProvider, Func<Guid> newGuid)
{
    public static readonly TimeSpan UsualOverlap = TimeSpan.FromHours(24);

    private const int IdDigits = 12;
    private const int MostAttempts = 8;

    public Task<IReadOnlyList<StoredKey>> ListAsync(string? after, int most, CancellationToken cancellationToken) => store.ListAsync(after, most, cancellationToken);

    /// <exception cref="GatewayException">There is no such key.</exception>
    public async Task<StoredKey> GetAsync(string id, CancellationToken cancellationToken) =>
        await store.GetAsync(id, cancellationToken) ?? throw new GatewayException(ErrorKind.NotFound, "There is no such key.");

    /// <summary>An id for a key that is still to be made: no secret, and never given twice.</summary>
    public string NewId() => $"key-{newGuid().ToString("N")[..IdDigits]}";

    /// <returns>The key, and its value, which nobody can ask for again.</returns>
    public async Task<(StoredKey Key, string Value)> CreateAsync(VirtualKey definition, string createdBy, CancellationToken cancellationToken)
    {
        var (value, hash) = await MakeValueAsync(cancellationToken);
        var now = timeProvider.GetUtcNow();
        var key = new StoredKey(definition, hash, KeyValue.Hint(value)) { CreatedAt = now, CreatedBy = createdBy, ChangedAt = now };
        await store.AddAsync(key, cancellationToken);
        return (key, value);
    }

    /// <returns>The key before and after.</returns>
    public Task<(StoredKey Before, StoredKey After)> ChangeAsync(string id, Func<VirtualKey, VirtualKey> change, CancellationToken cancellationToken) =>
        ReplaceAsync(id, key => key with { Key = change(key.Key) }, cancellationToken);

    /// <summary>Gives the key a new value; the old one stays good for a while, so that it can be replaced wherever it is in use.</summary>
    /// <param name="overlap">For how long; zero ends the old value at once.</param>
    public async Task<(StoredKey Key, string Value)> RotateAsync(string id, TimeSpan overlap, CancellationToken cancellationToken)
    {
        await GetAsync(id, cancellationToken);
        var (value, hash) = await MakeValueAsync(cancellationToken);
        await store.PointAsync(hash, id, cancellationToken);
        var until = timeProvider.GetUtcNow() + overlap;
        var (before, after) = await ReplaceAsync(
            id, key => key with { Hash = hash, Hint = KeyValue.Hint(value), PreviousHash = key.Hash, PreviousUntil = until }, cancellationToken);
        await store.ForgetAsync(before.PreviousHash, cancellationToken);
        return (after, value);
    }

    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var key = await GetAsync(id, cancellationToken);
        await store.RemoveAsync(key, cancellationToken);
        cache.Forget(key);
    }

    private async Task<(string Value, string Hash)> MakeValueAsync(CancellationToken cancellationToken)
    {
        var value = KeyValue.New();
        return await hasher.HashAsync(value, cancellationToken) is { } hash
            ? (value, hash)
            : throw new GatewayException(ErrorKind.Internal, $"The gateway has no pepper, so it cannot store keys: its operator sets {OwnSecrets.Describe(OwnSecrets.KeyPepper)}.");
    }

    /// <summary>Reads, changes and writes again, as often as somebody else came in between.</summary>
    private async Task<(StoredKey Before, StoredKey After)> ReplaceAsync(string id, Func<StoredKey, StoredKey> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var before = await GetAsync(id, cancellationToken);
            var after = change(before) with { ChangedAt = timeProvider.GetUtcNow() };
            try
            {
                await store.ReplaceAsync(after, cancellationToken);
                cache.Forget(before);
                return (before, after);
            }
            catch (TableStoreException exception) when (exception.Failure == TableStoreFailure.PreconditionFailed && attempt < MostAttempts)
            {
                // Once more, with what it has become.
            }
        }
    }
}
