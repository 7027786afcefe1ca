using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using CodexFuncGateway.Storage;
using AzureEntity = Azure.Data.Tables.TableEntity;
using TableEntity = CodexFuncGateway.Storage.TableEntity;

namespace CodexFuncGateway.Functions.Tables;

/// <summary>
/// Azure Table Storage. Requests that get no answer are sent again by the SDK, so an insert or a conditional write that took place may come back as
/// <see cref="TableStoreFailure.AlreadyExists"/> or <see cref="TableStoreFailure.PreconditionFailed"/>: whoever must know reads the row.
/// </summary>
internal sealed class AzureTableStore(TableServiceClient service) : ITableStore
{
    public async Task<TableEntity?> GetAsync(string table, TableKey key, CancellationToken cancellationToken)
    {
        TableRules.Check(table, key);
        return await TableFailures.MapAsync(() => ReadRowAsync(service.GetTableClient(table), key, cancellationToken), cancellationToken);
    }

    public async Task<TablePage> QueryAsync(string table, TableQuery query, CancellationToken cancellationToken)
    {
        TableRules.Check(table, query);
        var continuation = Continuation.Read(query.Continuation);
        return await TableFailures.MapAsync(() => ReadPageAsync(service.GetTableClient(table), query, continuation, cancellationToken), cancellationToken);
    }

    public async Task<IReadOnlyList<string?>> SubmitAsync(string table, IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
    {
        TableRules.Check(table, writes);
        return await TableFailures.MapAsync(() => WriteAsync(table, writes, cancellationToken), cancellationToken);
    }

    private static async Task<TableEntity?> ReadRowAsync(TableClient client, TableKey key, CancellationToken cancellationToken)
    {
        var found = await client.GetEntityIfExistsAsync<AzureEntity>(key.Partition, key.Row, cancellationToken: cancellationToken);
        return found.HasValue ? AzureRow.Read(found.Value!) : null;
    }

    private static async Task<TablePage> ReadPageAsync(TableClient client, TableQuery query, string? continuation, CancellationToken cancellationToken)
    {
        try
        {
            var rows = client.QueryAsync<AzureEntity>(AzureFilter.Write(query), query.PageSize, cancellationToken: cancellationToken);
            await foreach (var page in rows.AsPages(continuation, query.PageSize))
            {
                return new TablePage([.. page.Values.Select(AzureRow.Read)], Continuation.Write(page.ContinuationToken));
            }
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == TableErrorCode.TableNotFound)
        {
            // Nobody wrote to it yet.
        }

        return new TablePage([], null);
    }

    private async Task<IReadOnlyList<string?>> WriteAsync(string table, IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
    {
        var client = service.GetTableClient(table);
        try
        {
            return await AzureWrites.SubmitAsync(client, writes, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == TableErrorCode.TableNotFound)
        {
            // The first write of all to this table. Asking before each would cost every one a request.
            await service.CreateTableIfNotExistsAsync(table, cancellationToken);
            return await AzureWrites.SubmitAsync(client, writes, cancellationToken);
        }
    }
}
