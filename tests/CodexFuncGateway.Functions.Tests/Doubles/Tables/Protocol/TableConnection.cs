using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Protocol;

/// <summary>Sends operations to an account.</summary>
internal sealed class TableConnection(Uri endpoint, HttpPipeline pipeline)
{
    private const string Version = "2019-02-02";
    private const string Json = "application/json";

    public Task<Response> SendAsync(TableOperation operation, CancellationToken cancellationToken) => SendAsync(operation, alsoGood: 200, cancellationToken);

    /// <param name="alsoGood">A status beside those of success that is an answer.</param>
    public async Task<Response> SendAsync(TableOperation operation, int alsoGood, CancellationToken cancellationToken)
    {
        using var message = pipeline.CreateMessage();
        var request = message.Request;
        request.Method = operation.Method;
        request.Uri.Reset(AddressOf(operation));
        request.Headers.Add("x-ms-version", Version);
        request.Headers.Add("DataServiceVersion", "3.0");
        request.Headers.Add("Accept", $"{Json};odata=minimalmetadata");
        request.Headers.Add("Prefer", "return-no-content");
        if (operation.IfMatch is { } version)
        {
            request.Headers.Add("If-Match", version.ToString());
        }

        if (operation.Body is { } body)
        {
            request.Headers.Add("Content-Type", operation.Path == "$batch" ? BatchBody.ContentType : Json);
            request.Content = RequestContent.Create(body);
        }

        await pipeline.SendAsync(message, cancellationToken);
        var response = message.Response;
        return response.Status < 300 || response.Status == alsoGood ? response : throw new RequestFailedException(response, null, new ODataErrors());
    }

    public Task<Response> SendBatchAsync(IReadOnlyList<TableOperation> operations, CancellationToken cancellationToken) =>
        SendAsync(new TableOperation(RequestMethod.Post, "$batch", Body: BatchBody.Write(operations, AddressOf)), cancellationToken);

    private Uri AddressOf(TableOperation operation) => new($"{endpoint.AbsoluteUri.TrimEnd('/')}/{operation.Path}{operation.Query}");
}
