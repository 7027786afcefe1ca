using System.Globalization;
using System.Text.Json;
using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Audit;

/// <summary>
/// An entry as a table row and back. A table per month, in it one partition with the newest first; of one call the outcome stands just before
/// its beginning. Rows are only ever added.
/// </summary>
internal static class AuditRow
{
    public const string Partition = "audit";

    private const int LongestText = 1024;
    private const int LongestChanges = 16 * 1024;

    public static string Table(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"audit{at.UtcDateTime:yyyyMM}");

    /// <summary>The rows of a month that were written in a range; <paramref name="until"/> is exclusive.</summary>
    public static TableQuery Between(DateTimeOffset from, DateTimeOffset until) => TableQuery.Rows(Partition, from: Reversed(until.AddTicks(-1)), before: Reversed(from.AddTicks(-1)));

    /// <summary>What all rows of one call begin with.</summary>
    public static string CallOf(string row) => row[..row.LastIndexOf('-')];

    public static TableEntity Map(AuditEntry entry) =>
        new(new TableKey(Partition, $"{Reversed(entry.At)}-{TableKey.Escape(entry.RequestId)}-{(entry.Outcome == AuditOutcome.Begun ? 1 : 0)}"))
        {
            ["RequestId"] = Clip(entry.RequestId),
            ["At"] = entry.At,
            ["Actor"] = Clip(entry.Actor),
            ["ActorName"] = Clip(entry.ActorName),
            ["Address"] = Clip(entry.Address),
            ["Action"] = Clip(entry.Action),
            ["Resource"] = Clip(entry.Resource),
            ["ResourceId"] = Clip(entry.ResourceId),
            ["Result"] = entry.Outcome.ToString().ToLowerInvariant(),
            ["Status"] = entry.Status,
            ["Changes"] = MapChanges(entry.Changes),
        };

    public static AuditEntry Read(TableEntity row) => new()
    {
        RequestId = row.GetString("RequestId") ?? "",
        At = row.GetDateTimeOffset("At") ?? default,
        Actor = row.GetString("Actor") ?? "",
        ActorName = row.GetString("ActorName"),
        Address = row.GetString("Address"),
        Action = row.GetString("Action") ?? "",
        Resource = row.GetString("Resource") ?? "",
        ResourceId = row.GetString("ResourceId"),
        Outcome = Enum.TryParse<AuditOutcome>(row.GetString("Result"), ignoreCase: true, out var outcome) ? outcome : AuditOutcome.Failed,
        Status = row.GetInt32("Status"),
        Changes = JsonSerializer.Deserialize(row.GetString("Changes") ?? "[]", AuditJson.Default.IReadOnlyListAuditChange) ?? [],
    };

    private static string Reversed(DateTimeOffset time) => (DateTimeOffset.MaxValue.Ticks - time.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    private static string? MapChanges(IReadOnlyList<AuditChange> changes)
    {
        if (changes.Count == 0)
        {
            return null;
        }

        var json = JsonSerializer.Serialize(changes, AuditJson.Default.IReadOnlyListAuditChange);
        return json.Length <= LongestChanges ? json : JsonSerializer.Serialize([.. changes.Select(change => change with { Old = null, New = null })], AuditJson.Default.IReadOnlyListAuditChange);
    }

    private static string? Clip(string? text) => text?.Length > LongestText ? text[..LongestText] : text;
}
