using CodexFuncGateway.Ledger;

namespace CodexFuncGateway.Costs;

/// <summary>Reads the ledger rows of a day, or of some of its hours, and overwrites the cells of that time with what they add up to.</summary>
internal sealed class DayRoller(LedgerScan ledger, CellWriter writer, LateDays lateDays)
{
    /// <summary>Rolls up whole hours of one day; where they are all of them, the day too.</summary>
    /// <returns>Whether a call among them is still open; its day is marked then.</returns>
    public async Task<bool> RollAsync(DayPart part, CancellationToken cancellationToken)
    {
        var (hours, hasOpen) = await AddUpAsync(part, cancellationToken);
        if (hasOpen)
        {
            // Before the cells: should this process end here, the next run still knows.
            await lateDays.MarkAsync(part.Day, cancellationToken);
        }

        await WriteAsync(part, hours, cancellationToken);
        return hasOpen;
    }

    private async Task<(CellTally[] Hours, bool HasOpen)> AddUpAsync(DayPart part, CancellationToken cancellationToken)
    {
        CellTally[] hours = [.. Enumerable.Range(0, (int)(part.Until - part.From).TotalHours).Select(_ => new CellTally())];
        var hasOpen = false;
        await ledger.ReadAsync(part, keys: null, entry =>
        {
            if (entry.Outcome == LedgerOutcome.Open)
            {
                hasOpen = true;
            }
            else
            {
                hours[(int)(entry.StartedAt - part.From).TotalHours].Add(CostDimensions.Of(entry), CostSums.Of(entry));
            }
        }, cancellationToken);
        return (hours, hasOpen);
    }

    private async Task WriteAsync(DayPart part, CellTally[] hours, CancellationToken cancellationToken)
    {
        var table = CellKey.Table(part.Day);
        for (var i = 0; i < hours.Length; i++)
        {
            await WriteAsync(table, CellKey.Hour(part.From.AddHours(i)), hours[i], cancellationToken);
        }

        if (part.IsWhole)
        {
            await WriteAsync(table, CellKey.Day(part.Day), CellTally.Of(hours.SelectMany(hour => hour.Cells)), cancellationToken);
        }
    }

    private async Task WriteAsync(string table, string partition, CellTally tally, CancellationToken cancellationToken)
    {
        await writer.OverwriteAsync(table, partition, tally.Cells, cancellationToken);
        var teams = CellTally.Of(tally.Cells.Select(cell => cell with { Dimensions = cell.Dimensions.OfTeam() }));
        await writer.OverwriteAsync(table, CellKey.OfTeams(partition), teams.Cells, cancellationToken);
    }
}
