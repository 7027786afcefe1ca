using System.Globalization;
using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Ledger;

/// <summary>
/// The days before yesterday to which rows were written: by a spool that was found late, or by the settling of what was left open. A roll-up
/// reads them before it does anything else, sums those days up again, and then removes the notes that it read.
/// </summary>
internal sealed class LateDays(ITableStore store, TimeProvider timeProvider)
{
    private const string Partition = "late";

    /// <summary>Notes the day of a row that has been written. Costs nothing for rows of today and yesterday, which are summed up anyway.</summary>
    public Task AddAsync(DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        var day = startedAt.UtcDateTime.Date;
        if (day >= timeProvider.GetUtcNow().UtcDateTime.Date.AddDays(-1))
        {
            return Task.CompletedTask;
        }

        var entity = new TableEntity(Key(day)) { ["Day"] = new DateTimeOffset(day, TimeSpan.Zero) };
        return store.UpsertAsync(LedgerDays.Table, entity, cancellationToken);
    }

    public async Task<IReadOnlyList<LateDay>> ReadAsync(CancellationToken cancellationToken)
    {
        var days = new List<LateDay>();
        await foreach (var row in store.ReadAllAsync(LedgerDays.Table, TableQuery.Rows(Partition), cancellationToken))
        {
            days.Add(new LateDay(row.GetDateTimeOffset("Day") ?? default, row.ETag!));
        }

        return days;
    }

    /// <summary>Forgets a day that has been summed up again, unless another row has come since it was read.</summary>
    public Task RemoveAsync(LateDay late, CancellationToken cancellationToken) =>
        store.TryDeleteAsync(LedgerDays.Table, Key(late.Day.UtcDateTime), late.ETag, cancellationToken);

    private static TableKey Key(DateTime day) => new(Partition, day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
}
