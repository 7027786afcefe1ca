using System.Text.Json;
using CodexFuncGateway.Costs;

namespace CodexFuncGateway.Http.Administration.Costs;

/// <summary>A report of costs as JSON.</summary>
internal static class CostJson
{
    public static void Write(Utf8JsonWriter json, CostReport report)
    {
        json.WriteStartObject();
        json.WriteString("from", CostFields.Time(report.Query.From));
        json.WriteString("to", CostFields.Time(report.Query.Until));
        json.WriteString("rolled_up_until", report.RolledUntil == DateTimeOffset.MinValue ? null : CostFields.Time(report.RolledUntil));
        json.WriteStartArray("group_by");
        foreach (var dimension in report.Query.GroupBy)
        {
            json.WriteStringValue(QueryParameters.Written(dimension));
        }

        json.WriteEndArray();
        json.WriteBoolean("groups_overlap", report.GroupsOverlap);
        json.WriteStartObject("total");
        Write(json, report.Total);
        json.WriteEndObject();
        json.WriteStartArray("groups");
        foreach (var group in report.Groups)
        {
            Write(json, report.Query.GroupBy, group);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<CostGrouping> groupBy, CostGroup group)
    {
        json.WriteStartObject();
        foreach (var (dimension, value) in groupBy.Zip(group.Values))
        {
            json.WriteString(QueryParameters.Written(dimension), value);
        }

        Write(json, group.Sums);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CostSums sums)
    {
        foreach (var (name, count) in CostFields.Counts)
        {
            json.WriteNumber(name, count(sums));
        }

        json.WriteString("cost_usd", CostFields.Usd(sums.CostNanoUsd));
    }
}
