using System.Globalization;

namespace CodexFuncGateway.Costs;

/// <summary>Groups in the making.</summary>
internal sealed class GroupTally(IReadOnlyList<CostGrouping> groupBy)
{
    private readonly Dictionary<string?[], CostAdder> groups = new(GroupValues.Comparer);
    private readonly CostAdder total = new();

    public int Count => groups.Count;

    public CostSums Total => total.Sums;

    /// <summary>In the order of their values.</summary>
    public IReadOnlyList<CostGroup> Groups =>
        [.. groups.OrderBy(group => group.Key, GroupValues.Comparer).Select(group => new CostGroup(group.Key, group.Value.Sums))];

    public void Add(DayCells day)
    {
        var (date, values) = (day.Day.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), new string?[groupBy.Count]);
        foreach (var cell in day.Cells)
        {
            total.Add(cell.Sums);
            Add(date, cell, values, at: 0);
        }
    }

    /// <summary>A cell with several tags belongs to several groups.</summary>
    private void Add(string date, CostCell cell, string?[] values, int at)
    {
        if (at == values.Length)
        {
            Find(values).Add(cell.Sums);
            return;
        }

        foreach (var value in groupBy[at] == CostGrouping.Day ? [date] : cell.Dimensions.Values(groupBy[at]).Distinct())
        {
            values[at] = value;
            Add(date, cell, values, at + 1);
        }
    }

    private CostAdder Find(string?[] values)
    {
        if (!groups.TryGetValue(values, out var group))
        {
            groups[[.. values]] = group = new CostAdder();
        }

        return group;
    }
}
