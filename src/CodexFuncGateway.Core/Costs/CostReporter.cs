using System.Globalization;
using System.Runtime.CompilerServices;
using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Costs;

/// <summary>Answers questions about costs.</summary>
internal sealed class CostReporter(CellReader reader)
{
    public const int MostGroups = 20_000;

    /// <exception cref="GatewayException">There are more groups than an answer should hold.</exception>
    public async Task<CostReport> ReportAsync(CostQuery query, CancellationToken cancellationToken)
    {
        var tally = new GroupTally(query.GroupBy);
        var rolledUntil = await reader.RolledUntilAsync(cancellationToken);
        await foreach (var day in reader.ReadAsync(query, rolledUntil, cancellationToken))
        {
            tally.Add(day);
            if (tally.Count > MostGroups)
            {
                throw new GatewayException(new GatewayError(
                    ErrorKind.InvalidRequest,
                    string.Create(CultureInfo.InvariantCulture, $"This makes more than {MostGroups} groups. Group by less, filter, or ask for a shorter time."))
                { Param = "group_by" });
            }
        }

        return new CostReport(query, tally.Groups, tally.Total, rolledUntil);
    }

    /// <summary>The cells themselves, day by day: everything that can be told apart.</summary>
    public async IAsyncEnumerable<DayCells> DetailAsync(
        CostQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var detailed = query with { GroupBy = [CostGrouping.Key] };
        await foreach (var day in reader.ReadAsync(detailed, await reader.RolledUntilAsync(cancellationToken), cancellationToken))
        {
            yield return day with { Cells = [.. CellTally.Of(day.Cells).Cells.OrderBy(cell => CellKey.Map("", cell.Dimensions))] };
        }
    }
}
