using CodexFuncGateway.Costs;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http.Administration.Costs;

/// <summary>A report of costs as CSV: the groups, a line each; without groups the total.</summary>
internal static class CostCsv
{
    public static async Task WriteAsync(HttpContext context, CostReport report)
    {
        var csv = CsvReply.Start(context, "costs.csv");
        await csv.WriteAsync([.. report.Query.GroupBy.Select(QueryParameters.Written), .. CostFields.Counts.Select(field => field.Name), "cost_usd"]);
        var groups = report.Query.GroupBy.Count == 0 ? [new CostGroup([], report.Total)] : report.Groups;
        foreach (var group in groups)
        {
            await csv.WriteAsync([.. group.Values, .. CostFields.Counts.Select(field => (object?)field.Count(group.Sums)), CostFields.Usd(group.Sums.CostNanoUsd)]);
        }

        await csv.EndAsync();
    }
}
