namespace CodexFuncGateway.Storage.Embedded;

/// <summary>A query as a half-open range of the table's sort order, and where its next page starts.</summary>
internal readonly record struct KeyRange(TableKey First, string? Partition, string? Before)
{
    // Keys hold no control characters, so this one separates them without doubt.
    private const char Separator = '\n';

    public static KeyRange Map(TableQuery query)
    {
        var first = query.Partition is { } partition
            ? new TableKey(partition, query.From ?? "")
            : new TableKey(query.From ?? "", "");
        if (query.Continuation is { } continuation && Read(continuation) is var next && next > first)
        {
            first = next;
        }

        return new KeyRange(first, query.Partition, query.Before);
    }

    public static string Continuation(TableKey next) => $"{next.Partition}{Separator}{next.Row}";

    public bool IsBefore(TableKey key) => Partition is null
        ? IsBefore(key.Partition)
        : key.Partition == Partition && IsBefore(key.Row);

    private bool IsBefore(string key) => Before is null || string.CompareOrdinal(key, Before) < 0;

    private static TableKey Read(string continuation)
    {
        var at = continuation.IndexOf(Separator, StringComparison.Ordinal);
        TableRules.Require(at >= 0, "The continuation is not one of this store's.");
        return new TableKey(continuation[..at], continuation[(at + 1)..]);
    }
}
