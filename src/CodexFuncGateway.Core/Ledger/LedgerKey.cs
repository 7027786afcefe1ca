using System.Globalization;
using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Ledger;

/// <summary>
/// Where an entry is stored: a table per month, a partition per key and day (UTC), rows that sort newest first. Retention is then the
/// removal of a table, and "my recent calls" the head of a partition.
/// </summary>
internal static class LedgerKey
{
    public static string Table(DateTimeOffset startedAt) => string.Create(CultureInfo.InvariantCulture, $"usage{startedAt.UtcDateTime:yyyyMM}");

    public static TableKey Map(LedgerEntry entry) => new(
        Partition(entry),
        $"{RowOf(Reversed(entry.StartedAt))}-{TableKey.Escape(entry.RequestId)}");

    public static string Partition(LedgerEntry entry) => Partition(entry.KeyId, entry.StartedAt);

    /// <summary>The rows of a key on one day, newest first, as far as they started in the range; <paramref name="until"/> is exclusive.</summary>
    public static TableQuery Day(string keyId, DateTimeOffset day, DateTimeOffset from, DateTimeOffset until) =>
        TableQuery.Rows(Partition(keyId, day), from: RowOf(Reversed(until) + 1), before: RowOf(Reversed(from) + 1));

    private static string Partition(string keyId, DateTimeOffset day) =>
        string.Create(CultureInfo.InvariantCulture, $"{TableKey.Escape(keyId)}|{day.UtcDateTime:yyyyMMdd}");

    private static long Reversed(DateTimeOffset time) => DateTimeOffset.MaxValue.Ticks - time.UtcTicks;

    /// <summary>All digits, so that text order is number order: 19 hold any tick count.</summary>
    private static string RowOf(long reversedTicks) => reversedTicks.ToString("D19", CultureInfo.InvariantCulture);
}
