using System.Globalization;
using System.Text;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Storage.Embedded;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.ProcessTests.Stores;

/// <summary>An embedded store that several processes use over loopback HTTP, and that can be taken away from them.</summary>
internal sealed class TableServer : IAsyncDisposable
{
    public const string Continuation = "x-continuation";

    /// <summary>Of so many writes, one is carried out and answered with an error.</summary>
    private const int WritesPerLostAnswer = 40;

    private readonly WebApplication application;
    private volatile bool isAway;
    private int writes;

    private TableServer(WebApplication application) => this.application = application;

    /// <summary>What is stored, without the server's faults.</summary>
    public EmbeddedTableStore Store { get; } = EmbeddedTableStore.InMemory(TimeProvider.System);

    public Uri Address => new(application.Urls.Single());

    /// <summary>Whether every request fails.</summary>
    public bool IsAway
    {
        get => isAway;
        set => isAway = value;
    }

    public static async Task<TableServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new TableServer(builder.Build());
        server.application.Run(server.AnswerAsync);
        await server.application.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        await Store.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        try
        {
            FailIf(isAway);
            var answer = await AnswerAsync(context.Request, context.Response);
            FailIf(context.Request.Path == "/submit" && Interlocked.Increment(ref writes) % WritesPerLostAnswer == 0);
            await context.Response.Body.WriteAsync(answer);
        }
        catch (TableStoreException exception)
        {
            context.Response.StatusCode = exception.Failure == TableStoreFailure.Unavailable ? 503 : 409;
            await context.Response.WriteAsync(exception.Failure.ToString());
        }
    }

    private static void FailIf(bool condition)
    {
        if (condition)
        {
            throw new TableStoreException(TableStoreFailure.Unavailable, "As planned.");
        }
    }

    private async Task<byte[]> AnswerAsync(HttpRequest request, HttpResponse response)
    {
        string? Parameter(string name) => request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

        var table = Parameter("table")!;
        switch (request.Path)
        {
            case "/get":
                var entity = await Store.GetAsync(table, new TableKey(Parameter("partition")!, Parameter("row")!), CancellationToken.None);
                return TableWire.Write(entity is null ? [] : [entity]);
            case "/query":
                var (from, before) = (Parameter("from"), Parameter("before"));
                var range = Parameter("partition") is { } partition ? TableQuery.Rows(partition, from, before) : TableQuery.Partitions(from, before);
                var page = await Store.QueryAsync(
                    table, range with { PageSize = int.Parse(Parameter("size")!, CultureInfo.InvariantCulture), Continuation = Parameter("continuation") }, CancellationToken.None);
                if (page.Continuation is { } continuation)
                {
                    response.Headers[Continuation] = Uri.EscapeDataString(continuation);
                }

                return TableWire.Write(page.Entities);
            default:
                var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                var eTags = await Store.SubmitAsync(table, TableWire.ReadWrites(body.ToArray(), Parameter("kinds")!), CancellationToken.None);
                return Encoding.UTF8.GetBytes(string.Join('\n', eTags));
        }
    }
}
