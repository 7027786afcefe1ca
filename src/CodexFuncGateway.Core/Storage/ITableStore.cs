namespace CodexFuncGateway.Storage;

/// <summary>
/// The one storage port, with Azure Table Storage's semantics and nothing more. Tables come into being with their first write; a read of a
/// table nobody wrote to finds nothing. Failures, expected ones included, are <see cref="TableStoreException"/>s: a conflict that a caller
/// forgets to look at must not pass for success.
/// </summary>
public interface ITableStore
{
    /// <returns>The entity, or null where there is none.</returns>
    Task<TableEntity?> GetAsync(string table, TableKey key, CancellationToken cancellationToken);

    /// <summary>One page in ascending ordinal order of partition key, then row key. A page may be empty and still have a continuation.</summary>
    Task<TablePage> QueryAsync(string table, TableQuery query, CancellationToken cancellationToken);

    /// <summary>Applies all writes or none: 1 to 100 of them, to different entities of one partition.</summary>
    /// <returns>The new ETags in the order of the writes; null for a delete.</returns>
    Task<IReadOnlyList<string?>> SubmitAsync(string table, IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken);
}
