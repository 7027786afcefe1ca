namespace Azure.Data.Tables;

/// <summary>Stands for what the SDK asks of an entity.</summary>
public interface ITableEntity
{
    string PartitionKey { get; set; }

    string RowKey { get; set; }

    DateTimeOffset? Timestamp { get; set; }

    ETag ETag { get; set; }
}
