using System.Globalization;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables.Protocol;

/// <summary>The pages of a query. Where the next begins is told by two headers, which the SDK makes one token of.</summary>
internal sealed class EntityPages<T>(TableConnection connection, string table, string? filter, CancellationToken cancellationToken) : AsyncPageable<T>(cancellationToken)
    where T : class, ITableEntity
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            var response = await connection.SendAsync(new TableOperation(RequestMethod.Get, $"{table}()", Query(continuationToken, pageSizeHint)), CancellationToken);
            continuationToken = response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partition)
                ? $"{partition} {(response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var row) ? row : "")}"
                : null;
            yield return Page<T>.FromValues(Read(response), continuationToken, response);
        }
        while (continuationToken is not null);
    }

    private string Query(string? continuationToken, int? pageSize)
    {
        List<(string Name, string Value)> parameters = [];
        if (filter is not null)
        {
            parameters.Add(("$filter", filter));
        }

        if (pageSize is { } size)
        {
            parameters.Add(("$top", size.ToString(CultureInfo.InvariantCulture)));
        }

        if (continuationToken?.Split(' ') is [var partition, var row])
        {
            parameters.AddRange([("NextPartitionKey", partition), ("NextRowKey", row)]);
        }

        return parameters.Count == 0 ? "" : $"?{string.Join('&', parameters.Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}"))}";
    }

    private static List<T> Read(Response response)
    {
        using var json = JsonDocument.Parse(response.Content);
        return [.. json.RootElement.GetProperty("value").EnumerateArray().Select(row => (T)(ITableEntity)RowJson.ReadEntity(row))];
    }
}
