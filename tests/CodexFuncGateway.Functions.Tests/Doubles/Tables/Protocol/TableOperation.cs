using Azure.Core;

namespace Azure.Data.Tables.Protocol;

/// <summary>One request of the Table REST protocol, alone or as a part of a batch.</summary>
internal sealed record TableOperation(RequestMethod Method, string Path, string Query = "", ETag? IfMatch = null, byte[]? Body = null)
{
    public static TableOperation Get(string table, string partitionKey, string rowKey) => new(RequestMethod.Get, Entity(table, partitionKey, rowKey));

    public static TableOperation Insert(string table, ITableEntity entity) => new(RequestMethod.Post, table, Body: RowJson.Write(entity));

    /// <summary>Without a version an upsert, with one an update.</summary>
    public static TableOperation Replace(string table, ITableEntity entity, ETag? ifMatch = null) =>
        new(RequestMethod.Put, Entity(table, entity.PartitionKey, entity.RowKey), IfMatch: ifMatch, Body: RowJson.Write(entity));

    public static TableOperation Delete(string table, string partitionKey, string rowKey, ETag ifMatch) =>
        new(RequestMethod.Delete, Entity(table, partitionKey, rowKey), IfMatch: ifMatch);

    private static string Entity(string table, string partitionKey, string rowKey) => $"{table}(PartitionKey='{Quote(partitionKey)}',RowKey='{Quote(rowKey)}')";

    private static string Quote(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));
}
