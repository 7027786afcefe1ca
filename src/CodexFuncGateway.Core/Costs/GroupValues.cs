namespace CodexFuncGateway.Costs;

/// <summary>Compares the values of groups one by one; those without a value come first.</summary>
internal sealed class GroupValues : IEqualityComparer<string?[]>, IComparer<string?[]>
{
    public static GroupValues Comparer { get; } = new();

    public bool Equals(string?[]? x, string?[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(string?[] values)
    {
        var hash = default(HashCode);
        foreach (var value in values)
        {
            hash.Add(value, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    public int Compare(string?[]? x, string?[]? y)
    {
        for (var i = 0; i < x!.Length; i++)
        {
            if (string.CompareOrdinal(x[i], y![i]) is not 0 and var order)
            {
                return order;
            }
        }

        return 0;
    }
}
