using System.Globalization;
using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Ledger;

/// <summary>
/// The days to roll up again. Whoever is about to write a row of an hour that may be closed marks its day first; a roll-up marks the days on which
/// it met an open row. A mark is taken away by the run that finds it old enough and nothing open.
/// </summary>
public sealed class LateDays(ITableStore store, LedgerHours hours, TimeProvider timeProvider)
{
    private const string Table = "rollup";
    private const string Partition = "late";
    private const string Format = "yyyyMMdd";

    // Longer than a row takes from being announced to being stored, and longer than a run: whoever looked too early has ended by then.
    private static readonly TimeSpan OldAge = TimeSpan.FromMinutes(15);

    /// <summary>Marks the day of a call if its hour may be closed. To be repeated before every attempt to write its row.</summary>
    public Task AnnounceAsync(DateTimeOffset startedAt, CancellationToken cancellationToken) =>
        hours.MayBeClosed(startedAt) ? MarkAsync(startedAt, cancellationToken) : Task.CompletedTask;

    internal Task MarkAsync(DateTimeOffset day, CancellationToken cancellationToken) =>
        store.UpsertAsync(Table, new TableEntity(Key(day)) { ["Since"] = timeProvider.GetUtcNow() }, cancellationToken);

    internal async Task<IReadOnlyList<MarkedDay>> ReadAsync(CancellationToken cancellationToken)
    {
        var days = new List<MarkedDay>();
        await foreach (var row in store.ReadAllAsync(Table, TableQuery.Rows(Partition), cancellationToken))
        {
            var day = DateTimeOffset.ParseExact(row.Key.Row, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            days.Add(new MarkedDay(day, row.GetDateTimeOffset("Since") ?? default, row.ETag!));
        }

        return days;
    }

    /// <summary>Whether all that a mark announced is stored by now, and every run that may have missed it has ended.</summary>
    internal bool IsOld(MarkedDay mark) => mark.Since + OldAge <= timeProvider.GetUtcNow();

    /// <summary>Takes a mark away, unless the day was marked again since it was read.</summary>
    internal async Task UnmarkAsync(MarkedDay mark, CancellationToken cancellationToken)
    {
        try
        {
            await store.DeleteAsync(Table, Key(mark.Day), mark.ETag, cancellationToken);
        }
        catch (TableStoreException exception) when (exception.Failure is TableStoreFailure.PreconditionFailed or TableStoreFailure.NotFound)
        {
            // Marked again, which is for the next run; or taken away by a run beside this one.
        }
    }

    private static TableKey Key(DateTimeOffset day) => new(Partition, day.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));
}
