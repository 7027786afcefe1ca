using Azure;
using Azure.Data.Tables;
using CodexFuncGateway.Storage;
using AzureEntity = Azure.Data.Tables.TableEntity;

namespace CodexFuncGateway.Functions.Tables;

/// <summary>Writes in the SDK's words: a single one as its own request, several as one transaction.</summary>
internal static class AzureWrites
{
    private const int NotFound = 404;

    public static async Task<IReadOnlyList<string?>> SubmitAsync(TableClient client, IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
    {
        if (writes is [var write])
        {
            return [Version(write, await SendAsync(client, write, cancellationToken))];
        }

        var responses = await client.SubmitTransactionAsync(writes.Select(Map), cancellationToken);
        return [.. writes.Zip(responses.Value, Version)];
    }

    private static Task<Response> SendAsync(TableClient client, TableWrite write, CancellationToken cancellationToken) => write switch
    {
        TableWrite.Insert insert => client.AddEntityAsync(AzureRow.Map(insert.Entity), cancellationToken),
        TableWrite.Upsert upsert => client.UpsertEntityAsync(AzureRow.Map(upsert.Entity), TableUpdateMode.Replace, cancellationToken),
        TableWrite.Update update => client.UpdateEntityAsync(AzureRow.Map(update.Entity), new ETag(update.ETag), TableUpdateMode.Replace, cancellationToken),
        TableWrite.Delete delete => DeleteAsync(client, delete, cancellationToken),
        _ => throw new ArgumentException($"There is no write of kind {write.GetType().Name}.", nameof(write)),
    };

    /// <summary>To the SDK a row that is gone was deleted well.</summary>
    private static async Task<Response> DeleteAsync(TableClient client, TableWrite.Delete delete, CancellationToken cancellationToken)
    {
        var response = await client.DeleteEntityAsync(delete.Key.Partition, delete.Key.Row, Match(delete), cancellationToken);
        return response.Status == NotFound ? throw new RequestFailedException(response) : response;
    }

    private static TableTransactionAction Map(TableWrite write) => write switch
    {
        TableWrite.Insert insert => new(TableTransactionActionType.Add, AzureRow.Map(insert.Entity)),
        TableWrite.Upsert upsert => new(TableTransactionActionType.UpsertReplace, AzureRow.Map(upsert.Entity)),
        TableWrite.Update update => new(TableTransactionActionType.UpdateReplace, AzureRow.Map(update.Entity), new ETag(update.ETag)),
        TableWrite.Delete delete => new(TableTransactionActionType.Delete, new AzureEntity(delete.Key.Partition, delete.Key.Row), Match(delete)),
        _ => throw new ArgumentException($"There is no write of kind {write.GetType().Name}.", nameof(write)),
    };

    private static ETag Match(TableWrite.Delete delete) => delete.ETag is { } eTag ? new ETag(eTag) : ETag.All;

    private static string? Version(TableWrite write, Response response) => write is TableWrite.Delete ? null : response.Headers.ETag?.ToString();
}
