using System.Globalization;

namespace CodexFuncGateway.Budgets;

/// <summary>One day, week or month. A call belongs to the one in which it started.</summary>
/// <param name="Key">Sorts like time, and differs from any other period's.</param>
/// <param name="Start">The first moment.</param>
/// <param name="End">The first moment after it, at which the budget is whole again; null for a total.</param>
internal sealed record PeriodSpan(string Key, DateTimeOffset Start, DateTimeOffset? End)
{
    private static readonly PeriodSpan Ever = new("t", DateTimeOffset.MinValue, null);

    public static PeriodSpan Of(BudgetPeriod period, DateTimeOffset time)
    {
        var day = new DateTimeOffset(time.UtcDateTime.Date, TimeSpan.Zero);
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        var first = day.AddDays(1 - day.Day);
        return period switch
        {
            BudgetPeriod.Day => From('d', day, day.AddDays(1)),
            BudgetPeriod.Week => From('w', monday, monday.AddDays(7)),
            BudgetPeriod.Month => From('m', first, first.AddMonths(1)),
            _ => Ever,
        };
    }

    public bool Contains(DateTimeOffset time) => time >= Start && !(time >= End);

    private static PeriodSpan From(char letter, DateTimeOffset start, DateTimeOffset end) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{letter}{start:yyyyMMdd}"), start, end);
}
