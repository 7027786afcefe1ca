namespace CodexFuncGateway.Costs;

/// <summary>A day, or the part of it that is asked for; <paramref name="Until"/> is exclusive.</summary>
internal readonly record struct DayPart(DateTimeOffset From, DateTimeOffset Until)
{
    public DateTimeOffset Day => Days.StartOf(From);

    public bool IsWhole => Until - From == TimeSpan.FromDays(1);
}
