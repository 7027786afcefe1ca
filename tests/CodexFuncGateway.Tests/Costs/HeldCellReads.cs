using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Tests.Costs;

/// <summary>A store as a slow process sees it: held up when it first looks at cells, having read the ledger.</summary>
internal sealed class HeldCellReads(ITableStore inner) : ITableStore
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Reached => reached.Task;

    public void Release() => released.SetResult();

    public Task<TableEntity?> GetAsync(string table, TableKey key, CancellationToken cancellationToken) => inner.GetAsync(table, key, cancellationToken);

    public async Task<TablePage> QueryAsync(string table, TableQuery query, CancellationToken cancellationToken)
    {
        if (table.StartsWith("costs", StringComparison.Ordinal))
        {
            reached.TrySetResult();
            await released.Task;
        }

        return await inner.QueryAsync(table, query, cancellationToken);
    }

    public Task<IReadOnlyList<string?>> SubmitAsync(string table, IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken) =>
        inner.SubmitAsync(table, writes, cancellationToken);
}
