using System.Collections.Concurrent;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Storage.Embedded;

namespace CodexFuncGateway.Tests.Support;

/// <summary>An in-memory store whose writes a test can count, hold up and make fail.</summary>
public sealed class TestTableStore : ITableStore
{
    private readonly EmbeddedTableStore inner = EmbeddedTableStore.InMemory(TimeProvider.System);

    /// <summary>Runs before each write; throws to make it fail, waits to hold it up.</summary>
    public Func<IReadOnlyList<TableWrite>, Task> BeforeWrite { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs after each write has been applied; throws to make a write fail that took place.</summary>
    public Action AfterWrite { get; set; } = () => { };

    /// <summary>Runs before each read; throws to make it fail, waits to hold it up.</summary>
    public Func<Task> BeforeRead { get; set; } = () => Task.CompletedTask;

    public ConcurrentQueue<IReadOnlyList<TableWrite>> Submitted { get; } = [];

    /// <summary>Refuses the next so many writes as an overloaded store does.</summary>
    public void FailWrites(int times) => BeforeWrite = _ => Interlocked.Decrement(ref times) >= 0
        ? throw new TableStoreException(TableStoreFailure.Unavailable, "The test wants this to fail.")
        : Task.CompletedTask;

    public async Task<TableEntity?> GetAsync(string table, TableKey key, CancellationToken cancellationToken)
    {
        await BeforeRead();
        return await inner.GetAsync(table, key, cancellationToken);
    }

    public async Task<TablePage> QueryAsync(string table, TableQuery query, CancellationToken cancellationToken)
    {
        await BeforeRead();
        return await inner.QueryAsync(table, query, cancellationToken);
    }

    public async Task<IReadOnlyList<string?>> SubmitAsync(string table, IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
    {
        Submitted.Enqueue(writes);
        await BeforeWrite(writes);
        var eTags = await inner.SubmitAsync(table, writes, cancellationToken);
        AfterWrite();
        return eTags;
    }
}
