namespace CodexFuncGateway.Storage;

/// <summary>
/// Table Storage's own limits, checked by every adapter before it does anything, so that what passes against the embedded store passes in
/// Azure. Azurite is more lenient than the service (mixed partitions, property count; seen with 3.35), hence no reliance on it.
/// </summary>
public static class TableRules
{
    public const int LargestBatch = 100;
    private const int LargestBatchBytes = 4 * 1024 * 1024;

    public static void Check(string table, TableKey key)
    {
        CheckTable(table);
        TableEntityRules.CheckKey(key);
    }

    public static void Check(string table, TableQuery query)
    {
        CheckTable(table);
        Require(query.PageSize is >= 1 and <= TableQuery.LargestPage, "A page holds 1 to 1000 entities.");
    }

    public static void Check(string table, IReadOnlyList<TableWrite> writes)
    {
        CheckTable(table);
        Require(writes.Count is >= 1 and <= LargestBatch, "A batch holds 1 to 100 writes.");
        CheckOnePartitionEachRowOnce(writes);
        Require(writes.Sum(CheckedBytes) < LargestBatchBytes, "A batch is smaller than 4 MiB.");
    }

    internal static void Require(bool condition, string rule)
    {
        if (!condition)
        {
            throw new TableStoreException(TableStoreFailure.Invalid, rule);
        }
    }

    private static void CheckTable(string table) =>
        Require(
            table.Length is >= 3 and <= 63 && char.IsAsciiLetter(table[0]) && table.All(char.IsAsciiLetterOrDigit),
            "A table's name is 3 to 63 ASCII letters and digits and starts with a letter.");

    private static void CheckOnePartitionEachRowOnce(IReadOnlyList<TableWrite> writes)
    {
        if (writes.Count == 1)
        {
            return;
        }

        var rows = new HashSet<string>(writes.Count, StringComparer.Ordinal);
        foreach (var write in writes)
        {
            Require(write.Key.Partition == writes[0].Key.Partition, "A batch writes to one partition.");
            Require(rows.Add(write.Key.Row), "A batch writes each entity once.");
        }
    }

    private static int CheckedBytes(TableWrite write) => write switch
    {
        TableWrite.Insert insert => TableEntityRules.CheckedBytes(insert.Entity),
        TableWrite.Upsert upsert => TableEntityRules.CheckedBytes(upsert.Entity),
        TableWrite.Update update => CheckedBytes(update),
        _ => CheckedDelete(write.Key),
    };

    private static int CheckedBytes(TableWrite.Update update)
    {
        Require(update.ETag is not ("" or "*"), "An update names the version it replaces.");
        return TableEntityRules.CheckedBytes(update.Entity);
    }

    private static int CheckedDelete(TableKey key)
    {
        TableEntityRules.CheckKey(key);
        return 0;
    }
}
