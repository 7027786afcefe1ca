using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Fuzz.Running;

/// <summary>Takes every write and keeps nothing but the count of calls that were settled, so that a long run needs no memory for its rows.</summary>
internal sealed class ForgetfulStore : ITableStore
{
    private int settled;

    public int Settled => Volatile.Read(ref settled);

    public Task<TableEntity?> GetAsync(string table, TableKey key, CancellationToken cancellationToken) => Task.FromResult<TableEntity?>(null);

    public Task<TablePage> QueryAsync(string table, TableQuery query, CancellationToken cancellationToken) => Task.FromResult(new TablePage([], null));

    public Task<IReadOnlyList<string?>> SubmitAsync(string table, IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
    {
        Interlocked.Add(ref settled, writes.Count(IsSettlement));
        return Task.FromResult<IReadOnlyList<string?>>([.. writes.Select(write => write is TableWrite.Delete ? null : "etag")]);
    }

    private static bool IsSettlement(TableWrite write) => write switch
    {
        TableWrite.Insert { Entity: var entity } => IsSettled(entity),
        TableWrite.Upsert { Entity: var entity } => IsSettled(entity),
        TableWrite.Update { Entity: var entity } => IsSettled(entity),
        _ => false,
    };

    private static bool IsSettled(TableEntity entity) => entity.GetString("Outcome") is { } outcome && outcome != "open";
}
