namespace CodexFuncGateway.Costs;

/// <summary>A question about costs: of whole hours, <paramref name="Until"/> exclusive, grouped in this order, of the calls that a filter lets through.</summary>
public sealed record CostQuery(DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<CostGrouping> GroupBy, CostFilter Filter)
{
    private static readonly HashSet<CostGrouping> Detailed = [CostGrouping.Key, CostGrouping.User, CostGrouping.Tag];

    /// <summary>Whether groups and filter do without what <see cref="CostDimensions.OfTeam"/> leaves out.</summary>
    public bool IsOfTeams => !GroupBy.Concat(Filter.Dimensions).Any(Detailed.Contains);
}
