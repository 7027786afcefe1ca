using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Audit;

/// <summary>Who administered what. Entries are added and read, and nothing else.</summary>
internal sealed class AuditLog(ITableStore store)
{
    /// <summary>What a page looks through at most, however little of it matches.</summary>
    public const int MostRowsRead = 5_000;

    /// <exception cref="TableStoreException">It was not written.</exception>
    public Task AddAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        store.InsertAsync(AuditRow.Table(entry.At), AuditRow.Map(entry), cancellationToken);

    /// <summary>The newest entries first, of each call its outcome, or where there is none yet its beginning.</summary>
    public async Task<AuditPage> ReadAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        var entries = new List<AuditEntry>();
        var (read, last) = (0, query.After?.Row);
        var newest = MonthOf(query.Until.AddTicks(-1));
        newest = query.After?.Month < newest ? query.After.Month : newest;
        for (var month = newest; month >= MonthOf(query.From); month = month.AddMonths(-1))
        {
            await foreach (var row in store.ReadAllAsync(AuditRow.Table(month), RowsOf(query, month), cancellationToken))
            {
                var isSeen = last is not null && AuditRow.CallOf(last) == AuditRow.CallOf(row.Key.Row);
                last = row.Key.Row;
                if (!isSeen && AuditRow.Read(row) is var entry && query.Matches(entry))
                {
                    entries.Add(entry);
                }

                if (entries.Count == query.Most || ++read == MostRowsRead)
                {
                    return new AuditPage(entries, new AuditCursor(month, last));
                }
            }
        }

        return new AuditPage(entries, Next: null);
    }

    private static TableQuery RowsOf(AuditQuery query, DateTimeOffset month)
    {
        var rows = AuditRow.Between(query.From, query.Until);
        return query.After is { } after && after.Month == month && string.CompareOrdinal(after.Row, rows.From) >= 0
            // The call's other row may follow; it is passed over.
            ? TableQuery.Rows(AuditRow.Partition, from: $"{after.Row} ", before: rows.Before)
            : rows;
    }

    private static DateTimeOffset MonthOf(DateTimeOffset time) => new(time.UtcDateTime.Year, time.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);
}
