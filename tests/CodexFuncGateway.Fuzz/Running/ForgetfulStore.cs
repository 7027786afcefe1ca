using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Fuzz.Running;

/// <summary>Takes every write that Table Storage would take, and keeps nothing but the count of calls that were settled: a long run needs no memory for its rows.</summary>
internal sealed class ForgetfulStore : ITableStore
{
    private int settled;

    public int Settled => Volatile.Read(ref settled);

    public Task<TableEntity?> GetAsync(string table, TableKey key, CancellationToken cancellationToken) => Task.FromResult<TableEntity?>(null);

    public Task<TablePage> QueryAsync(string table, TableQuery query, CancellationToken cancellationToken) => Task.FromResult(new TablePage([], null));

    public Task<IReadOnlyList<string?>> SubmitAsync(string table, IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
    {
        foreach (var entity in writes.Select(Entity).OfType<TableEntity>())
        {
            TableEntityRules.CheckedBytes(entity);
            Interlocked.Add(ref settled, IsSettled(entity) ? 1 : 0);
        }

        return Task.FromResult<IReadOnlyList<string?>>([.. writes.Select(write => write is TableWrite.Delete ? null : "etag")]);
    }

    private static TableEntity? Entity(TableWrite write) => write switch
    {
        TableWrite.Insert insert => insert.Entity,
        TableWrite.Upsert upsert => upsert.Entity,
        TableWrite.Update update => update.Entity,
        _ => null,
    };

    private static bool IsSettled(TableEntity entity) => entity.GetString("Outcome") is { } outcome && outcome != "open";
}
