using System.Globalization;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables;

/// <summary>Stands for the client of a table.</summary>
public sealed class TableClient
{
    private const int NotFound = 404;
    private readonly TableConnection connection;
    private readonly string table;

    internal TableClient(TableConnection connection, string table) => (this.connection, this.table) = (connection, table);

    /// <summary>Quotes texts, the only values that a key holds.</summary>
    public static string CreateQueryFilter(FormattableString filter) =>
        string.Format(CultureInfo.InvariantCulture, filter.Format, [.. filter.GetArguments().Select(argument => $"'{((string)argument!).Replace("'", "''", StringComparison.Ordinal)}'")]);

    public async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var response = await connection.SendAsync(TableOperation.Get(table, partitionKey, rowKey), alsoGood: NotFound, cancellationToken);
        return response.Status == NotFound ? new NoEntity<T>(response) : Response.FromValue((T)(ITableEntity)RowJson.ReadEntity(response.Content), response);
    }

    public AsyncPageable<T> QueryAsync<T>(string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity => new EntityPages<T>(connection, table, filter, cancellationToken);

    public Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity => connection.SendAsync(TableOperation.Insert(table, entity), cancellationToken);

    public Task<Response> UpsertEntityAsync<T>(T entity, TableUpdateMode mode, CancellationToken cancellationToken = default)
        where T : ITableEntity => connection.SendAsync(TableOperation.Replace(table, entity), cancellationToken);

    public Task<Response> UpdateEntityAsync<T>(T entity, ETag ifMatch, TableUpdateMode mode, CancellationToken cancellationToken = default)
        where T : ITableEntity => connection.SendAsync(TableOperation.Replace(table, entity, ifMatch), cancellationToken);

    public Task<Response> DeleteEntityAsync(string partitionKey, string rowKey, ETag ifMatch, CancellationToken cancellationToken = default) =>
        connection.SendAsync(TableOperation.Delete(table, partitionKey, rowKey, ifMatch), alsoGood: NotFound, cancellationToken);

    public async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        var operations = transactionActions.Select(Map).ToList();
        var response = await connection.SendBatchAsync(operations, cancellationToken);
        return Response.FromValue<IReadOnlyList<Response>>(BatchReply.Read(response), response);
    }

    private TableOperation Map(TableTransactionAction action) => action.ActionType switch
    {
        TableTransactionActionType.Add => TableOperation.Insert(table, action.Entity),
        TableTransactionActionType.UpsertReplace => TableOperation.Replace(table, action.Entity),
        TableTransactionActionType.UpdateReplace => TableOperation.Replace(table, action.Entity, action.ETag),
        TableTransactionActionType.Delete => TableOperation.Delete(table, action.Entity.PartitionKey, action.Entity.RowKey, action.ETag),
        _ => throw new NotSupportedException($"The adapter makes no {action.ActionType}."),
    };
}
