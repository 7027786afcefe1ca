using CodexFuncGateway.Ledger;

namespace CodexFuncGateway.Costs;

/// <summary>
/// Rolls up the hours and days that have closed since the last run, and those marked as changed since. Nothing is added to what is there: cells are
/// worked out from the ledger and overwritten, so a run may be repeated, come late, or run beside another.
/// </summary>
internal sealed class CellRollUp(LedgerDays ledgerDays, DayRoller roller, LateDays lateDays, Watermark watermark, LedgerHours hours)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var closed = hours.ClosedUntil();
        var from = await watermark.ReadAsync(cancellationToken) ?? await FirstDayAsync(closed, cancellationToken);
        await AgainAsync(from < closed ? from : closed, cancellationToken);
        foreach (var part in Days.In(from, closed))
        {
            // The day as a whole once its last hour has closed, whatever was rolled up of it before.
            await roller.RollAsync(part.Until == part.Day.AddDays(1) ? part with { From = part.Day } : part, cancellationToken);
            await watermark.AdvanceAsync(part.Until, cancellationToken);
        }

        await watermark.AdvanceAsync(closed, cancellationToken);
    }

    /// <summary>Marked days, as far as they were rolled up already.</summary>
    private async Task AgainAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        foreach (var mark in await lateDays.ReadAsync(cancellationToken))
        {
            var part = new DayPart(mark.Day, mark.Day.AddDays(1) < until ? mark.Day.AddDays(1) : until);
            if (part.Until <= part.From)
            {
                continue;
            }

            var hasOpen = await roller.RollAsync(part, cancellationToken);
            if (!hasOpen && lateDays.IsOld(mark))
            {
                await lateDays.UnmarkAsync(mark, cancellationToken);
            }
        }
    }

    private async Task<DateTimeOffset> FirstDayAsync(DateTimeOffset otherwise, CancellationToken cancellationToken) =>
        await ledgerDays.FirstAsync(cancellationToken) is { } first && first < otherwise ? first : otherwise;
}
