namespace CodexFuncGateway.Costs;

/// <summary>The answer to a <see cref="CostQuery"/>.</summary>
/// <param name="Groups">In the order of their values.</param>
/// <param name="Total">Of all calls that count, each once. The groups add up to it unless calls with several tags are grouped by tag.</param>
/// <param name="RolledUntil">What started before is told from roll-ups.</param>
public sealed record CostReport(CostQuery Query, IReadOnlyList<CostGroup> Groups, CostSums Total, DateTimeOffset RolledUntil)
{
    /// <summary>Whether a call may count in more than one group.</summary>
    public bool GroupsOverlap => Query.GroupBy.Contains(CostGrouping.Tag);
}
