using System.Globalization;
using CodexFuncGateway.Costs;

namespace CodexFuncGateway.Http.Administration.Costs;

/// <summary>Understands what is asked about costs: the time, the groups and the filter.</summary>
internal sealed class CostQueryReader(TimeProvider timeProvider)
{
    public const int MostDays = 366;

    // Times near the ends of the calendar cannot be counted on from.
    private const int FirstYear = 2000;
    private const int LastYear = 2999;

    /// <summary>Dimensions by the parameter that filters them.</summary>
    private static readonly CostGrouping[] Filters = [.. Enum.GetValues<CostGrouping>().Where(dimension => dimension != CostGrouping.Day)];

    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>The time asked for: until the end of today, and from the first of the month in which it ends, unless it is said otherwise.</summary>
    public (DateTimeOffset From, DateTimeOffset Until) ReadPeriod(QueryParameters parameters)
    {
        var until = ReadTime(parameters, "to") ?? new DateTimeOffset(timeProvider.GetUtcNow().UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
        var last = until.AddHours(-1);
        var from = ReadTime(parameters, "from") ?? new DateTimeOffset(last.Year, last.Month, 1, 0, 0, 0, TimeSpan.Zero);
        if (from >= until)
        {
            throw QueryParameters.Wrong("from", "'from' lies before 'to', which is exclusive.");
        }

        return until - from <= TimeSpan.FromDays(MostDays) ? (from, until) : throw QueryParameters.Wrong("from", $"'from' and 'to' are at most {MostDays} days apart.");
    }

    /// <summary>
    /// What calls count. The one place where everyone's questions about costs are narrowed: an administrator who may see one team's costs only is
    /// held to it here.
    /// </summary>
    public static CostFilter ReadFilter(QueryParameters parameters, Administrator administrator)
    {
        _ = administrator;
        return new CostFilter((
            from dimension in Filters
            let values = parameters.Many(QueryParameters.Written(dimension))
            where values.Count > 0
            select (dimension, values)).ToDictionary(pair => pair.dimension, pair => (IReadOnlySet<string>)pair.values.ToHashSet(StringComparer.Ordinal)));
    }

    /// <summary>Groups in the order they are named, by a comma or by repeating the parameter.</summary>
    public static IReadOnlyList<CostGrouping> ReadGroups(QueryParameters parameters)
    {
        const string name = "group_by";
        CostGrouping[] groups = [.. parameters.Many(name).SelectMany(value => value.Split(',')).Where(value => value.Length > 0).Select(value => QueryParameters.ReadWord<CostGrouping>(name, value))];
        return groups.Distinct().Count() == groups.Length ? groups : throw QueryParameters.Wrong(name, "'group_by' names something twice.");
    }

    private static DateTimeOffset? ReadTime(QueryParameters parameters, string name)
    {
        if (parameters.Single(name) is not { } text)
        {
            return null;
        }

        if (!DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            || !IsWithZone(text) || time.Year is < FirstYear or > LastYear)
        {
            throw QueryParameters.Wrong(name, $"'{name}' is a day such as 2026-11-04, or an hour such as 2026-11-04T13:00:00Z.");
        }

        return time.UtcTicks % TimeSpan.TicksPerHour == 0 ? time.ToUniversalTime() : throw QueryParameters.Wrong(name, $"'{name}' is a whole hour (UTC): costs are rolled up by the hour.");
    }

    /// <summary>A time of day without its zone means another one to everybody.</summary>
    private static bool IsWithZone(string text) => !text.Contains('T') || text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T');
}
