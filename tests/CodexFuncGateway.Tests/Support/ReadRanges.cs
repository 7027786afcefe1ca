using System.Collections.Concurrent;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Storage.Embedded;

namespace CodexFuncGateway.Tests.Support;

/// <summary>An in-memory store that keeps which ranges were read, and how many rows came of them.</summary>
internal sealed class ReadRanges : ITableStore
{
    private readonly EmbeddedTableStore inner = EmbeddedTableStore.InMemory(TimeProvider.System);
    private int rows;

    public ConcurrentQueue<(string Table, TableQuery Query)> Queries { get; } = [];

    public int Rows => rows;

    /// <summary>What was read, each range once however many pages it took: <c>table partition</c>.</summary>
    public IReadOnlyList<string> Partitions => [.. Queries.Select(read => $"{read.Table} {read.Query.Partition ?? "*"}").Distinct().Order(StringComparer.Ordinal)];

    public void Clear()
    {
        Queries.Clear();
        rows = 0;
    }

    public Task<TableEntity?> GetAsync(string table, TableKey key, CancellationToken cancellationToken) => inner.GetAsync(table, key, cancellationToken);

    public async Task<TablePage> QueryAsync(string table, TableQuery query, CancellationToken cancellationToken)
    {
        Queries.Enqueue((table, query));
        var page = await inner.QueryAsync(table, query, cancellationToken);
        Interlocked.Add(ref rows, page.Entities.Count);
        return page;
    }

    public Task<IReadOnlyList<string?>> SubmitAsync(string table, IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken) =>
        inner.SubmitAsync(table, writes, cancellationToken);
}
