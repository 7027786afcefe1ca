using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Costs;

/// <summary>Up to when calls are rolled up: every hour before has its cells, and every day that has ended before too. It only moves forward.</summary>
internal sealed class Watermark(ITableStore store)
{
    private const string Table = "rollup";
    private static readonly TableKey Key = new("watermark", "costs");

    /// <returns>Null where nothing has been rolled up yet.</returns>
    public async Task<DateTimeOffset?> ReadAsync(CancellationToken cancellationToken) =>
        (await store.GetAsync(Table, Key, cancellationToken))?.GetDateTimeOffset("Until");

    public async Task AdvanceAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        while (!await TryAdvanceAsync(until, cancellationToken))
        {
        }
    }

    /// <returns>False where another process moved it meanwhile.</returns>
    private async Task<bool> TryAdvanceAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        var row = await store.GetAsync(Table, Key, cancellationToken);
        if (row?.GetDateTimeOffset("Until") >= until)
        {
            return true;
        }

        try
        {
            var next = new TableEntity(Key) { ["Until"] = until };
            _ = row is null ? await store.InsertAsync(Table, next, cancellationToken) : await store.UpdateAsync(Table, next, row.ETag!, cancellationToken);
            return true;
        }
        catch (TableStoreException exception) when (exception.Failure is TableStoreFailure.PreconditionFailed or TableStoreFailure.AlreadyExists)
        {
            return false;
        }
    }
}
