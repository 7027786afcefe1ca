using System.Collections;

namespace Azure.Data.Tables;

/// <summary>Stands for the SDK's entity: a dictionary that holds its key, version and time too.</summary>
public sealed class TableEntity() : ITableEntity, IEnumerable<KeyValuePair<string, object?>>
{
    private readonly Dictionary<string, object?> values = [];

    public TableEntity(string partitionKey, string rowKey)
        : this()
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    public string PartitionKey
    {
        get => (string)this["PartitionKey"]!;
        set => this["PartitionKey"] = value;
    }

    public string RowKey
    {
        get => (string)this["RowKey"]!;
        set => this["RowKey"] = value;
    }

    public DateTimeOffset? Timestamp
    {
        get => (DateTimeOffset?)this["Timestamp"];
        set => this["Timestamp"] = value;
    }

    public ETag ETag
    {
        get => new((string?)this["odata.etag"] ?? "");
        set => this["odata.etag"] = value.ToString();
    }

    public object? this[string key]
    {
        get => values.GetValueOrDefault(key);
        set => values[key] = value;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
