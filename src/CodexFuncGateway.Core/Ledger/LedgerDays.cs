using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Ledger;

/// <summary>
/// Which keys have calls on a day: what makes the ledger readable across keys in bounded ranges, its partitions beginning with the key. A key's
/// row is written before its first ledger row of the day.
/// </summary>
internal sealed class LedgerDays(ITableStore store)
{
    private const string Table = "usagedays";
    private const string Format = "yyyyMMdd";

    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<(string KeyId, DateOnly Day), byte> written = new();

    /// <summary>Writes the key's row of the day, unless this process remembers that it has.</summary>
    public async Task AddAsync(string keyId, DateTimeOffset day, CancellationToken cancellationToken)
    {
        var row = (keyId, DateOnly.FromDateTime(day.UtcDateTime));
        if (written.ContainsKey(row))
        {
            return;
        }

        await store.UpsertAsync(Table, new TableEntity(new TableKey(Partition(day), TableKey.Escape(keyId))) { ["KeyId"] = keyId }, cancellationToken);
        if (written.Count >= MostRemembered)
        {
            written.Clear();
        }

        written.TryAdd(row, default);
    }

    /// <returns>The ids of the keys with calls that started on the day (UTC).</returns>
    public async IAsyncEnumerable<string> ReadKeysAsync(DateTimeOffset day, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in store.ReadAllAsync(Table, TableQuery.Rows(Partition(day)), cancellationToken))
        {
            yield return row.GetString("KeyId") ?? "";
        }
    }

    /// <returns>The first day with calls; null where there was none.</returns>
    public async Task<DateTimeOffset?> FirstAsync(CancellationToken cancellationToken)
    {
        await foreach (var row in store.ReadAllAsync(Table, TableQuery.Partitions() with { PageSize = 1 }, cancellationToken))
        {
            return DateTimeOffset.ParseExact(row.Key.Partition, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        }

        return null;
    }

    private static string Partition(DateTimeOffset day) => day.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);
}
