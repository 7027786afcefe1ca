namespace CodexFuncGateway.Costs;

/// <summary>Which calls count: those that have one of the values named for each dimension. A dimension of which none is named does not matter.</summary>
public sealed class CostFilter(IReadOnlyDictionary<CostGrouping, IReadOnlySet<string>> wanted)
{
    public static CostFilter None { get; } = new(new Dictionary<CostGrouping, IReadOnlySet<string>>());

    public IEnumerable<CostGrouping> Dimensions => wanted.Keys;

    /// <summary>The keys whose calls alone can count; null: any.</summary>
    public IReadOnlySet<string>? Keys => wanted.GetValueOrDefault(CostGrouping.Key);

    /// <summary>The same with one more condition, whatever was wanted before: how a caller is held to what they may see.</summary>
    public CostFilter And(CostGrouping dimension, string value) => new(new Dictionary<CostGrouping, IReadOnlySet<string>>(wanted)
    {
        [dimension] = wanted.TryGetValue(dimension, out var values) && !values.Contains(value) ? new HashSet<string>() : new HashSet<string> { value },
    });

    public bool Matches(CostDimensions dimensions)
    {
        foreach (var (dimension, values) in wanted)
        {
            if (!dimensions.Values(dimension).Any(value => values.Contains(value ?? "")))
            {
                return false;
            }
        }

        return true;
    }
}
