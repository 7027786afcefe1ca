using System.Text;
using CodexFuncGateway.Storage;

namespace CodexFuncGateway.ProcessTests.Stores;

/// <summary>A store behind a <see cref="TableServer"/>. Whatever keeps the server from answering makes it unavailable, as in real life.</summary>
internal sealed class HttpTableStore(Uri server) : ITableStore, IDisposable
{
    private readonly HttpMessageInvoker http = new(new SocketsHttpHandler { UseProxy = false });

    public void Dispose() => http.Dispose();

    public async Task<TableEntity?> GetAsync(string table, TableKey key, CancellationToken cancellationToken)
    {
        var (body, _) = await AskAsync("get", [], cancellationToken, ("table", table), ("partition", key.Partition), ("row", key.Row));
        return TableWire.ReadEntities(body).SingleOrDefault();
    }

    public async Task<TablePage> QueryAsync(string table, TableQuery query, CancellationToken cancellationToken)
    {
        var (body, continuation) = await AskAsync(
            "query", [], cancellationToken, ("table", table), ("partition", query.Partition), ("from", query.From), ("before", query.Before),
            ("size", $"{query.PageSize}"), ("continuation", query.Continuation));
        return new TablePage(TableWire.ReadEntities(body), continuation);
    }

    public async Task<IReadOnlyList<string?>> SubmitAsync(string table, IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
    {
        TableRules.Check(table, writes);
        var (body, _) = await AskAsync("submit", TableWire.Write(writes), cancellationToken, ("table", table), ("kinds", TableWire.Kinds(writes)));
        return [.. Encoding.UTF8.GetString(body).Split('\n').Select(eTag => eTag.Length == 0 ? null : eTag)];
    }

    private async Task<(byte[] Body, string? Continuation)> AskAsync(
        string what, byte[] body, CancellationToken cancellationToken, params (string Name, string? Value)[] parameters)
    {
        var query = string.Join('&', parameters.Where(pair => pair.Value is not null).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, $"{what}?{query}")) { Content = new ByteArrayContent(body) };
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return response.IsSuccessStatusCode
                ? (answer, response.Headers.TryGetValues(TableServer.Continuation, out var values) ? Uri.UnescapeDataString(values.Single()) : null)
                : throw new TableStoreException(Enum.Parse<TableStoreFailure>(Encoding.UTF8.GetString(answer)), "The table server refuses.");
        }
        catch (HttpRequestException exception)
        {
            throw new TableStoreException(TableStoreFailure.Unavailable, "The table server cannot be reached.", exception);
        }
    }
}
