namespace CodexFuncGateway.Costs;

/// <summary>The calls of one span of time that are alike in everything costs are told apart by, added up.</summary>
public sealed record CostCell(CostDimensions Dimensions, CostSums Sums);
