using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Ledger.Orphans;

/// <summary>
/// Which days may hold open rows: those since the day before which there is none, at least yesterday and today, and those that rows came to
/// when they were over.
/// </summary>
internal sealed class UnsettledDays(ITableStore store, LateDays lateDays, TimeProvider timeProvider)
{
    private const string Table = "rollup";

    /// <summary>How far back the first run looks.</summary>
    private const int FirstDays = 31;

    private static readonly TableKey Key = new("settled", "until");

    public DateTimeOffset Yesterday => new(timeProvider.GetUtcNow().UtcDateTime.Date.AddDays(-1), TimeSpan.Zero);

    /// <returns>The days, and the version of the note from which they come: null where no run has come to its end yet.</returns>
    public async Task<(IReadOnlyCollection<DateTimeOffset> Days, string? ETag)> ReadAsync(CancellationToken cancellationToken)
    {
        var (yesterday, note) = (Yesterday, await store.GetAsync(Table, Key, cancellationToken));
        var first = note is null ? yesterday.AddDays(-FirstDays) : Day(note) < yesterday ? Day(note) : yesterday;
        var days = new SortedSet<DateTimeOffset>((await lateDays.ReadAsync(cancellationToken)).Select(late => late.Day));
        for (var day = first; day <= yesterday.AddDays(1); day = day.AddDays(1))
        {
            days.Add(day);
        }

        return (days, note?.ETag);
    }

    /// <summary>Notes the day before which no row is open. If another run did so since the note was read, the earlier of the two days stands.</summary>
    public async Task NoteAsync(DateTimeOffset settledUntil, string? eTag, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(Key) { ["Day"] = settledUntil };
        TableWrite write = eTag is null ? new TableWrite.Insert(entity) : new TableWrite.Update(entity, eTag);
        try
        {
            await store.SubmitAsync(Table, [write], cancellationToken);
        }
        catch (TableStoreException exception) when (exception.Failure is TableStoreFailure.AlreadyExists or TableStoreFailure.PreconditionFailed)
        {
            var note = await store.GetAsync(Table, Key, cancellationToken);
            if (note is not null && Day(note) > settledUntil)
            {
                await NoteAsync(settledUntil, note.ETag, cancellationToken);
            }
        }
    }

    private static DateTimeOffset Day(TableEntity note) => note.GetDateTimeOffset("Day") ?? default;
}
