using CodexFuncGateway.Ledger;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Tests.Support;

namespace CodexFuncGateway.Tests.Ledger;

/// <summary>Ledger rows among whatever else was, or is, in a store.</summary>
internal static class LedgerRows
{
    /// <summary>The entries of each batch that was submitted, those of other tables left out.</summary>
    public static IReadOnlyList<IReadOnlyList<LedgerEntry>> LedgerBatches(this TestTableStore store) =>
        [.. store.Submitted.Select(writes => In(writes).ToList()).Where(batch => batch.Count > 0)];

    /// <summary>The entries among writes of any tables.</summary>
    public static IEnumerable<LedgerEntry> In(IEnumerable<TableWrite> writes) =>
        writes.Select(Entity).OfType<TableEntity>().Where(entity => entity.Properties.ContainsKey("Outcome")).Select(LedgerRow.Read);

    /// <summary>All rows of November 2026, of whichever key.</summary>
    public static async Task<List<LedgerEntry>> RowsAsync(this ITableStore store)
    {
        var rows = new List<LedgerEntry>();
        await foreach (var row in store.ReadAllAsync("usage202611", TableQuery.Partitions(), CancellationToken.None))
        {
            rows.Add(LedgerRow.Read(row));
        }

        return rows;
    }

    private static TableEntity? Entity(TableWrite write) => write switch
    {
        TableWrite.Insert insert => insert.Entity,
        TableWrite.Upsert upsert => upsert.Entity,
        TableWrite.Update update => update.Entity,
        _ => null,
    };
}
