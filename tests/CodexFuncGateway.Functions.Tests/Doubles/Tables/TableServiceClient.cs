using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables;

/// <summary>Stands for the client of an account; speaks the service's REST protocol over the pipeline of Azure's own core library.</summary>
public sealed class TableServiceClient
{
    private const string Scope = "https://storage.azure.com/.default";
    private readonly TableConnection connection;

    public TableServiceClient(Uri endpoint, TokenCredential credential, TableClientOptions options) =>
        connection = new TableConnection(endpoint, HttpPipelineBuilder.Build(options, new BearerTokenAuthenticationPolicy(credential, Scope)));

    public TableServiceClient(string connectionString, TableClientOptions options)
    {
        var parts = connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        var policy = new SharedKeyLitePolicy(parts["AccountName"], Convert.FromBase64String(parts["AccountKey"]));
        connection = new TableConnection(new Uri(parts["TableEndpoint"]), HttpPipelineBuilder.Build(options, policy));
    }

    public TableClient GetTableClient(string tableName) => new(connection, tableName);

    public async Task<Response> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["TableName"] = tableName });
        return await connection.SendAsync(new TableOperation(RequestMethod.Post, "Tables", Body: body), alsoGood: 409, cancellationToken);
    }
}
