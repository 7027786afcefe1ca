namespace CodexFuncGateway.Costs;

/// <summary>Cells in the making.</summary>
internal sealed class CellTally
{
    private readonly Dictionary<CostDimensions, CostAdder> cells = [];

    public IEnumerable<CostCell> Cells => cells.Select(cell => new CostCell(cell.Key, cell.Value.Sums));

    public static CellTally Of(IEnumerable<CostCell> cells)
    {
        var tally = new CellTally();
        foreach (var cell in cells)
        {
            tally.Add(cell.Dimensions, cell.Sums);
        }

        return tally;
    }

    public void Add(CostDimensions dimensions, CostSums sums)
    {
        if (!cells.TryGetValue(dimensions, out var adder))
        {
            cells[dimensions] = adder = new CostAdder();
        }

        adder.Add(sums);
    }
}
