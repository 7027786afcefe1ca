namespace CodexFuncGateway.Costs;

/// <summary>What the calls of a group add up to. Its values stand in the order of <see cref="CostQuery.GroupBy"/>, null where a call has none; a day is <c>2026-11-04</c>.</summary>
public sealed record CostGroup(IReadOnlyList<string?> Values, CostSums Sums);
