using System.Runtime.CompilerServices;

namespace CodexFuncGateway.Storage;

/// <summary>The common cases of <see cref="ITableStore"/> in one word each: a single write, and all pages of a query.</summary>
public static class TableStoreExtensions
{
    /// <returns>The new ETag.</returns>
    public static Task<string> InsertAsync(this ITableStore store, string table, TableEntity entity, CancellationToken cancellationToken) =>
        store.PutAsync(table, new TableWrite.Insert(entity), cancellationToken);

    /// <returns>The new ETag.</returns>
    public static Task<string> UpsertAsync(this ITableStore store, string table, TableEntity entity, CancellationToken cancellationToken) =>
        store.PutAsync(table, new TableWrite.Upsert(entity), cancellationToken);

    /// <returns>The new ETag.</returns>
    public static Task<string> UpdateAsync(
        this ITableStore store, string table, TableEntity entity, string eTag, CancellationToken cancellationToken) =>
        store.PutAsync(table, new TableWrite.Update(entity, eTag), cancellationToken);

    public static Task DeleteAsync(this ITableStore store, string table, TableKey key, string? eTag, CancellationToken cancellationToken) =>
        store.SubmitAsync(table, [new TableWrite.Delete(key, eTag)], cancellationToken);

    /// <returns>Whether the entity was still as it had been read.</returns>
    public static Task<bool> TryUpdateAsync(
        this ITableStore store, string table, TableEntity entity, string eTag, CancellationToken cancellationToken) =>
        store.TrySubmitAsync(table, new TableWrite.Update(entity, eTag), cancellationToken);

    /// <inheritdoc cref="TryUpdateAsync"/>
    public static Task<bool> TryDeleteAsync(this ITableStore store, string table, TableKey key, string eTag, CancellationToken cancellationToken) =>
        store.TrySubmitAsync(table, new TableWrite.Delete(key, eTag), cancellationToken);

    /// <summary>Every entity in the query's range, page after page.</summary>
    public static async IAsyncEnumerable<TableEntity> ReadAllAsync(
        this ITableStore store, string table, TableQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        do
        {
            var page = await store.QueryAsync(table, query, cancellationToken);
            foreach (var entity in page.Entities)
            {
                yield return entity;
            }

            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);
    }

    private static async Task<bool> TrySubmitAsync(this ITableStore store, string table, TableWrite write, CancellationToken cancellationToken)
    {
        try
        {
            await store.SubmitAsync(table, [write], cancellationToken);
            return true;
        }
        catch (TableStoreException exception) when (exception.Failure is TableStoreFailure.PreconditionFailed or TableStoreFailure.NotFound)
        {
            return false;
        }
    }

    private static async Task<string> PutAsync(this ITableStore store, string table, TableWrite write, CancellationToken cancellationToken)
    {
        var eTags = await store.SubmitAsync(table, [write], cancellationToken);
        return eTags[0]!;
    }
}
