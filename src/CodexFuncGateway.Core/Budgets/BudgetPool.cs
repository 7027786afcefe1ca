using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Budgets;

/// <summary>Reads and writes the money of one budget in one period. A write takes place as a whole, and only if nobody else wrote meanwhile.</summary>
internal sealed class BudgetPool(ITableStore store, string partition)
{
    public async Task<PoolState> ReadAsync(string instanceId, CancellationToken cancellationToken)
    {
        var reading = store.GetAsync(PoolRow.Table, PoolRow.SumsKey(partition), cancellationToken);
        var share = await store.GetAsync(PoolRow.Table, PoolRow.ShareKey(partition, instanceId), cancellationToken);
        var sums = await reading;
        return new PoolState(PoolRow.ReadSums(sums), sums?.ETag, PoolRow.ReadShare(share), share?.ETag);
    }

    public async Task<PoolSums> ReadSumsAsync(CancellationToken cancellationToken) =>
        PoolRow.ReadSums(await store.GetAsync(PoolRow.Table, PoolRow.SumsKey(partition), cancellationToken));

    /// <param name="state">What was read.</param>
    /// <param name="instanceId">Whose share it is.</param>
    /// <param name="share">The share as it is to be.</param>
    /// <param name="before">The share that the sums contain.</param>
    /// <param name="cancellationToken">Ends the wait; the write may then have taken place or not.</param>
    /// <returns>The sums after it; null where somebody else was faster.</returns>
    public async Task<PoolSums?> TryWriteAsync(PoolState state, string instanceId, PoolShare share, PoolShare? before, CancellationToken cancellationToken)
    {
        var sums = state.Sums.With(before, share);
        var isWritten = await TrySubmitAsync(
            [Put(PoolRow.Map(partition, sums), state.SumsTag), Put(PoolRow.Map(partition, instanceId, share), state.ShareTag)], cancellationToken);
        return isWritten ? sums : null;
    }

    /// <summary>Forgets the share of an instance that ended long ago; the sums keep what it spent.</summary>
    public Task<bool> TryForgetAsync(PoolState state, string instanceId, CancellationToken cancellationToken) =>
        TrySubmitAsync([new TableWrite.Delete(PoolRow.ShareKey(partition, instanceId), state.ShareTag)], cancellationToken);

    private async Task<bool> TrySubmitAsync(TableWrite[] writes, CancellationToken cancellationToken)
    {
        try
        {
            await store.SubmitAsync(PoolRow.Table, writes, cancellationToken);
            return true;
        }
        catch (TableStoreException exception)
            when (exception.Failure is TableStoreFailure.PreconditionFailed or TableStoreFailure.AlreadyExists or TableStoreFailure.NotFound)
        {
            return false;
        }
    }

    private static TableWrite Put(TableEntity row, string? tag) => tag is null ? new TableWrite.Insert(row) : new TableWrite.Update(row, tag);
}
