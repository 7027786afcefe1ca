using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Keys;

/// <summary>
/// Virtual keys in the table. A key's own row and the pointers to it lie in different partitions and cannot be written as one, so a pointer is
/// written before the row that makes its value good, and removed after it: whatever is cut off in between leaves a pointer to nothing.
/// </summary>
internal sealed class KeyStore(ITableStore store)
{
    /// <summary>Whatever is longer is no id of ours, and might be longer than a row's key may be.</summary>
    private const int LongestId = 100;

    /// <summary>The key of which this hash may be a value; whether it is one is for <see cref="StoredKey.IsValue"/> to say.</summary>
    public async Task<StoredKey?> FindByHashAsync(string hash, CancellationToken cancellationToken)
    {
        var pointer = await store.GetAsync(KeyRow.Table, KeyRow.OfHash(hash), cancellationToken);
        return pointer is null ? null : await GetAsync(KeyRow.ReadPointer(pointer), cancellationToken);
    }

    public async Task<StoredKey?> GetAsync(string id, CancellationToken cancellationToken) =>
        id.Length <= LongestId && await store.GetAsync(KeyRow.Table, KeyRow.Of(id), cancellationToken) is { } row ? KeyRow.Read(row) : null;

    /// <summary>A page of keys in the order of their ids.</summary>
    /// <param name="after">The id of the last one seen; null at the start.</param>
    public async Task<IReadOnlyList<StoredKey>> ListAsync(string? after, int most, CancellationToken cancellationToken)
    {
        var keys = new List<StoredKey>();
        // A row key followed by the lowest character there is in one is the next one possible.
        var query = TableQuery.Rows(KeyRow.Partition, from: after is null ? null : $"{TableKey.Escape(after[..Math.Min(after.Length, LongestId)])} ") with { PageSize = Math.Min(most, TableQuery.LargestPage) };
        await foreach (var row in store.ReadAllAsync(KeyRow.Table, query, cancellationToken))
        {
            keys.Add(KeyRow.Read(row));
            if (keys.Count == most)
            {
                break;
            }
        }

        return keys;
    }

    /// <exception cref="TableStoreException">There is such a key already, among other reasons.</exception>
    public async Task AddAsync(StoredKey key, CancellationToken cancellationToken)
    {
        await PointAsync(key.Hash, key.Key.Id, cancellationToken);
        await store.InsertAsync(KeyRow.Table, KeyRow.Map(key), cancellationToken);
    }

    public Task PointAsync(string hash, string id, CancellationToken cancellationToken) =>
        store.UpsertAsync(KeyRow.Table, KeyRow.MapPointer(hash, id), cancellationToken);

    /// <exception cref="TableStoreException">It changed since it was read, among other reasons.</exception>
    public Task ReplaceAsync(StoredKey key, CancellationToken cancellationToken) =>
        store.UpdateAsync(KeyRow.Table, KeyRow.Map(key), key.ETag!, cancellationToken);

    /// <summary>Removes the key, whichever version it has.</summary>
    public async Task RemoveAsync(StoredKey key, CancellationToken cancellationToken)
    {
        await store.DeleteAsync(KeyRow.Table, KeyRow.Of(key.Key.Id), eTag: null, cancellationToken);
        await ForgetAsync(key.Hash, cancellationToken);
        await ForgetAsync(key.PreviousHash, cancellationToken);
    }

    /// <summary>Removes a pointer that leads to no value any more.</summary>
    public async Task ForgetAsync(string? hash, CancellationToken cancellationToken)
    {
        try
        {
            if (hash is not null)
            {
                await store.DeleteAsync(KeyRow.Table, KeyRow.OfHash(hash), eTag: null, cancellationToken);
            }
        }
        catch (TableStoreException exception) when (exception.Failure == TableStoreFailure.NotFound)
        {
            // Somebody else did.
        }
    }
}
