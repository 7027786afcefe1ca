namespace CodexFuncGateway.Costs;

/// <summary>The days of the calendar in UTC, in which costs are told.</summary>
internal static class Days
{
    public static DateTimeOffset StartOf(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerDay), TimeSpan.Zero);

    /// <summary>The days that a range touches, each with the part of it that lies in the range.</summary>
    public static IEnumerable<DayPart> In(DateTimeOffset from, DateTimeOffset until)
    {
        for (var day = StartOf(from); day < until && from < until; day = day.AddDays(1))
        {
            yield return new DayPart(day > from ? day : from, day.AddDays(1) < until ? day.AddDays(1) : until);
        }
    }
}
