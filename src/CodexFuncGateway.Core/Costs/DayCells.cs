namespace CodexFuncGateway.Costs;

/// <summary>What calls of a day, or of the part of it that was asked for, add up to. Cells alike may occur more than once.</summary>
internal sealed record DayCells(DateTimeOffset Day, IReadOnlyList<CostCell> Cells);
