using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Costs;

/// <summary>
/// Makes a partition hold exactly these cells: those that differ are overwritten, those without a call left are removed, the others are not
/// touched. Doing it again, or twice at once, ends the same.
/// </summary>
internal sealed class CellWriter(ITableStore store)
{
    private const int MostTries = 5;

    public async Task OverwriteAsync(string table, string partition, IEnumerable<CostCell> cells, CancellationToken cancellationToken)
    {
        var wanted = cells.ToDictionary(cell => CellKey.Map(partition, cell.Dimensions));
        for (var attempt = 1; !await TryOverwriteAsync(table, partition, wanted, attempt == MostTries, cancellationToken); attempt++)
        {
        }
    }

    /// <returns>False where another process removed a cell first, so that what is there has to be looked at again.</returns>
    private async Task<bool> TryOverwriteAsync(
        string table, string partition, Dictionary<TableKey, CostCell> wanted, bool isLast, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var batch in (await DifferencesAsync(table, partition, wanted, cancellationToken)).Chunk(TableRules.LargestBatch))
            {
                await store.SubmitAsync(table, batch, cancellationToken);
            }

            return true;
        }
        catch (TableStoreException exception) when (exception.Failure == TableStoreFailure.NotFound && !isLast)
        {
            return false;
        }
    }

    private async Task<List<TableWrite>> DifferencesAsync(
        string table, string partition, Dictionary<TableKey, CostCell> wanted, CancellationToken cancellationToken)
    {
        var (writes, same) = (new List<TableWrite>(), new HashSet<TableKey>());
        await foreach (var row in store.ReadAllAsync(table, TableQuery.Rows(partition), cancellationToken))
        {
            if (!wanted.TryGetValue(row.Key, out var cell))
            {
                writes.Add(new TableWrite.Delete(row.Key));
            }
            else if (CellRow.Read(row) == cell)
            {
                same.Add(row.Key);
            }
        }

        writes.AddRange(wanted.Where(cell => !same.Contains(cell.Key)).Select(cell => new TableWrite.Upsert(CellRow.Map(partition, cell.Value))));
        return writes;
    }
}
