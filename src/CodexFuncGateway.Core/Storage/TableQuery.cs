namespace CodexFuncGateway.Storage;

/// <summary>A range over keys, the only kind of query that Table Storage answers without reading the whole table.</summary>
public sealed record TableQuery
{
    public const int LargestPage = 1000;

    private TableQuery(string? partition, string? from, string? before) => (Partition, From, Before) = (partition, from, before);

    /// <summary>The one partition to read; null for a range of partitions.</summary>
    public string? Partition { get; }

    /// <summary>The first row key, or without <see cref="Partition"/> the first partition key; inclusive.</summary>
    public string? From { get; }

    /// <summary>Where the range of row or partition keys ends; exclusive.</summary>
    public string? Before { get; }

    /// <summary>The most entities in one page, 1 to <see cref="LargestPage"/>.</summary>
    public int PageSize { get; init; } = LargestPage;

    /// <summary>The previous page's <see cref="TablePage.Continuation"/>; opaque, and good only for the same range.</summary>
    public string? Continuation { get; init; }

    /// <summary>The rows of one partition, or those of them whose row key lies in the range.</summary>
    public static TableQuery Rows(string partition, string? from = null, string? before = null) => new(partition, from, before);

    /// <summary>All rows of all partitions whose key lies in the range.</summary>
    public static TableQuery Partitions(string? from = null, string? before = null) => new(null, from, before);
}
