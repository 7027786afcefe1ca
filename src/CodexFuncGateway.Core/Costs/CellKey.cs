using System.Globalization;
using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Costs;

/// <summary>
/// Where cells are stored: a table per month, and in it two partitions for each hour and each day (UTC): one that tells everything apart (<c>h|</c>,
/// <c>d|</c>) and one of teams (<c>th|</c>, <c>td|</c>), which leaves out what makes cells many. Rows begin with the key, so that the cells of one key are a
/// range.
/// </summary>
internal static class CellKey
{
    public static string Table(DateTimeOffset time) => string.Create(CultureInfo.InvariantCulture, $"costs{time.UtcDateTime:yyyyMM}");

    public static string Hour(DateTimeOffset hour) => string.Create(CultureInfo.InvariantCulture, $"h|{hour.UtcDateTime:yyyyMMddHH}");

    public static string Day(DateTimeOffset day) => string.Create(CultureInfo.InvariantCulture, $"d|{day.UtcDateTime:yyyyMMdd}");

    /// <summary>The same hour or day without key, user and tags.</summary>
    public static string OfTeams(string partition) => $"t{partition}";

    public static TableKey Map(string partition, CostDimensions dimensions) => new(partition, $"{TableKey.Escape(dimensions.KeyId ?? "")}|{dimensions.Hash()}");

    /// <summary>The cells of one key. What follows <c>|</c> in ordinal order is <c>}</c>.</summary>
    public static TableQuery OfKey(string partition, string keyId) => TableQuery.Rows(partition, $"{TableKey.Escape(keyId)}|", $"{TableKey.Escape(keyId)}}}");
}
