using System.Runtime.CompilerServices;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Costs;

/// <summary>
/// Reads what is asked for in as few rows as will do: whole days from cells of days, parts of days from cells of hours, and what is not rolled up
/// yet from the ledger. Every read is a range of keys; several days are read ahead at the same time.
/// </summary>
internal sealed class CellReader(ITableStore store, LedgerScan ledger, Watermark watermark)
{
    /// <returns>Up to when calls are rolled up; after that they are read from the ledger.</returns>
    public async Task<DateTimeOffset> RolledUntilAsync(CancellationToken cancellationToken) =>
        await watermark.ReadAsync(cancellationToken) ?? DateTimeOffset.MinValue;

    /// <summary>The cells that match, day by day in order; a day without any is left out.</summary>
    public async IAsyncEnumerable<DayCells> ReadAsync(CostQuery query, DateTimeOffset rolledUntil, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reading = new Queue<Task<DayCells>>();
        foreach (var part in Days.In(query.From, query.Until))
        {
            reading.Enqueue(Task.Run(() => ReadDayAsync(query, part, rolledUntil, cancellationToken), cancellationToken));
            if (reading.Count == LedgerScan.Parallelism)
            {
                yield return await reading.Dequeue();
            }
        }

        while (reading.TryDequeue(out var day))
        {
            yield return await day;
        }
    }

    private async Task<DayCells> ReadDayAsync(CostQuery query, DayPart part, DateTimeOffset rolledUntil, CancellationToken cancellationToken)
    {
        var cells = new List<CostCell>();
        var split = rolledUntil < part.From ? part.From : rolledUntil < part.Until ? rolledUntil : part.Until;
        if (part.IsWhole && split == part.Until)
        {
            await AddAsync(cells, query, CellKey.Day(part.Day), part.Day, cancellationToken);
        }
        else
        {
            for (var hour = part.From; hour < split; hour = hour.AddHours(1))
            {
                await AddAsync(cells, query, CellKey.Hour(hour), part.Day, cancellationToken);
            }

            if (split < part.Until)
            {
                await AddUnrolledAsync(cells, part with { From = split }, query.Filter.Keys, cancellationToken);
            }
        }

        return new DayCells(part.Day, [.. cells.Where(cell => query.Filter.Matches(cell.Dimensions))]);
    }

    private static IEnumerable<TableQuery> Ranges(CostQuery query, string partition) => query switch
    {
        { IsOfTeams: true } => [TableQuery.Rows(CellKey.OfTeams(partition))],
        { Filter.Keys: { } keys } => keys.Select(key => CellKey.OfKey(partition, key)),
        _ => [TableQuery.Rows(partition)],
    };

    private async Task AddAsync(List<CostCell> cells, CostQuery query, string partition, DateTimeOffset day, CancellationToken cancellationToken)
    {
        foreach (var range in Ranges(query, partition))
        {
            await foreach (var row in store.ReadAllAsync(CellKey.Table(day), range, cancellationToken))
            {
                cells.Add(CellRow.Read(row));
            }
        }
    }

    private async Task AddUnrolledAsync(List<CostCell> cells, DayPart part, IReadOnlySet<string>? keys, CancellationToken cancellationToken)
    {
        var tally = new CellTally();
        await ledger.ReadAsync(part, keys, entry =>
        {
            if (entry.Outcome != LedgerOutcome.Open)
            {
                tally.Add(CostDimensions.Of(entry), CostSums.Of(entry));
            }
        }, cancellationToken);
        cells.AddRange(tally.Cells);
    }
}
