namespace CodexFuncGateway.Costs;

/// <summary>Cells in the making.</summary>
internal sealed class CellTally
{
    private readonly Dictionary<CostDimensions, CostAdder> cells = [];

    public IEnumerable<CostCell> Cells => cells.Select(cell => new CostCell(cell.Key, cell.Value.Sums));

    public void Add(CostDimensions dimensions, CostSums sums)
    {
        if (!cells.TryGetValue(dimensions, out var adder))
        {
            cells[dimensions] = adder = new CostAdder();
        }

        adder.Add(sums);
    }
}
