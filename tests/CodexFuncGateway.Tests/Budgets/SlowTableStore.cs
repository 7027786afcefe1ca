using System.Collections.Concurrent;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Storage.Embedded;

namespace CodexFuncGateway.Tests.Budgets;

/// <summary>A store in memory that takes as long as one in a network does, and counts what is written to it.</summary>
internal sealed class SlowTableStore : ITableStore
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(5);

    private readonly EmbeddedTableStore inner = EmbeddedTableStore.InMemory(TimeProvider.System);
    private readonly ConcurrentDictionary<string, int> transactions = new();

    /// <summary>How often somebody wrote to a table, those who came too late included.</summary>
    public int Transactions(string table) => transactions.GetValueOrDefault(table);

    public async Task<TableEntity?> GetAsync(string table, TableKey key, CancellationToken cancellationToken)
    {
        await Task.Delay(Latency, cancellationToken);
        return await inner.GetAsync(table, key, cancellationToken);
    }

    public async Task<TablePage> QueryAsync(string table, TableQuery query, CancellationToken cancellationToken)
    {
        await Task.Delay(Latency, cancellationToken);
        return await inner.QueryAsync(table, query, cancellationToken);
    }

    public async Task<IReadOnlyList<string?>> SubmitAsync(string table, IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
    {
        transactions.AddOrUpdate(table, 1, (_, count) => count + 1);
        await Task.Delay(Latency, cancellationToken);
        return await inner.SubmitAsync(table, writes, cancellationToken);
    }
}
