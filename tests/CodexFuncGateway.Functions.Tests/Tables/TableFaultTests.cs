using System.Net;
using System.Net.Sockets;
using Azure.Data.Tables;
using CodexFuncGateway.Simulators.Tokens;
using CodexFuncGateway.Storage;
using TableEntity = CodexFuncGateway.Storage.TableEntity;

namespace CodexFuncGateway.Functions.Tests.Tables;

/// <summary>What Azurite never does: an account that is busy, slow, cut off, or answers in pages without a row.</summary>
public sealed class TableFaultTests
{
    private const string Table = "usage202611";
    private static readonly TableEntity Row = new(new TableKey("p", "r"));

    [Fact]
    public async Task A_busy_service_is_asked_again_when_it_says_so()
    {
        var busy = 2;
        await using var service = await LoopbackServer.StartAsync(_ => Interlocked.Decrement(ref busy) >= 0 ? Busy() : Created);

        Assert.Equal("W/\"1\"", await Open(service).InsertAsync(Table, Row, CancellationToken.None));
        Assert.Equal(3, service.Requests.Count);
    }

    [Theory]
    [InlineData(503, "ServerBusy")]
    [InlineData(500, "OperationTimedOut")]
    [InlineData(429, "TooManyRequests")]
    public async Task A_service_that_stays_busy_is_unavailable_after_three_requests(int status, string code)
    {
        await using var service = await LoopbackServer.StartAsync(_ => Busy(status, code));

        await FailsAsync(TableStoreFailure.Unavailable, () => Open(service).InsertAsync(Table, Row, CancellationToken.None));
        Assert.Equal(3, service.Requests.Count);
    }

    [Theory]
    [InlineData(409, "EntityAlreadyExists", TableStoreFailure.AlreadyExists)]
    [InlineData(409, "TableBeingDeleted", TableStoreFailure.Unavailable)]
    [InlineData(404, "ResourceNotFound", TableStoreFailure.NotFound)]
    [InlineData(412, "UpdateConditionNotSatisfied", TableStoreFailure.PreconditionFailed)]
    [InlineData(400, "InvalidInput", TableStoreFailure.Invalid)]
    [InlineData(413, "RequestBodyTooLarge", TableStoreFailure.Invalid)]
    [InlineData(403, "AuthorizationPermissionMismatch", TableStoreFailure.Unavailable)]
    public async Task A_refusal_says_what_its_caller_can_do_and_quotes_no_row(int status, string code, TableStoreFailure failure)
    {
        await using var service = await LoopbackServer.StartAsync(_ => Refusal(status, code));

        var exception = await FailsAsync(failure, () => Open(service).InsertAsync(Table, Row, CancellationToken.None));

        Assert.Equal($"Table Storage answered {status} {code}.", exception.Message);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_page_without_a_row_leads_to_the_next()
    {
        await using var service = await LoopbackServer.StartAsync(request => request.Target.Contains("NextPartitionKey", StringComparison.Ordinal)
            ? Page("""{"odata.etag":"W/\"1\"","PartitionKey":"p","RowKey":"r"}""")
            : Page() with { Headers = new Dictionary<string, string> { ["x-ms-continuation-NextPartitionKey"] = "1!4!cA--", ["x-ms-continuation-NextRowKey"] = "1!4!cg--" } });
        var store = Open(service);

        var first = await store.QueryAsync(Table, TableQuery.Rows("p"), CancellationToken.None);
        var second = await store.QueryAsync(Table, TableQuery.Rows("p") with { Continuation = first.Continuation }, CancellationToken.None);

        Assert.Empty(first.Entities);
        Assert.Equal(new TableKey("p", "r"), Assert.Single(second.Entities).Key);
        Assert.Null(second.Continuation);
        Assert.Contains("NextRowKey=1%214%21cg--", service.Requests[1].Target.Replace("!", "%21", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_write_makes_the_table_and_later_ones_ask_no_more()
    {
        var missing = 1;
        await using var service = await LoopbackServer.StartAsync(_ => Interlocked.Decrement(ref missing) >= 0 ? Refusal(404, "TableNotFound") : Created);
        var store = Open(service);

        await store.InsertAsync(Table, Row, CancellationToken.None);
        await store.InsertAsync(Table, Row, CancellationToken.None);

        Assert.Equal([Table, "Tables", Table, Table], service.Requests.Select(request => request.Target.Split('/')[^1].Split('?', '(')[0]));
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_unavailable_in_time()
    {
        await using var service = await LoopbackServer.StartAsync(_ => Created);
        var silence = new TaskCompletionSource();
        service.Hold = silence.Task;
        var store = Open(service, new TableClientOptions { Retry = { MaxRetries = 1, Delay = TimeSpan.Zero, NetworkTimeout = TimeSpan.FromMilliseconds(50) } });

        await FailsAsync(TableStoreFailure.Unavailable, () => store.InsertAsync(Table, Row, CancellationToken.None));
        silence.SetResult();
    }

    [Fact]
    public async Task A_connection_that_is_cut_is_unavailable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var cutting = CutEveryConnectionAsync(listener);
        var store = TableStoreUnderTest.Open(Azurite.ConnectionStringOf($"http://{listener.LocalEndpoint}"));

        await FailsAsync(TableStoreFailure.Unavailable, () => store.InsertAsync(Table, Row, CancellationToken.None));
        listener.Stop();
        Assert.Equal(3, await cutting);
    }

    [Fact]
    public async Task Whoever_gives_up_is_told_so_and_not_that_the_service_failed()
    {
        await using var service = await LoopbackServer.StartAsync(_ => Created);
        var silence = new TaskCompletionSource();
        service.Hold = silence.Task;
        using var givingUp = new CancellationTokenSource();

        var insert = Open(service).InsertAsync(Table, Row, givingUp.Token);
        await givingUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => insert);
        silence.SetResult();
    }

    private static LoopbackAnswer Created => new(204, "") { Headers = new Dictionary<string, string> { ["ETag"] = "W/\"1\"" } };

    private static LoopbackAnswer Busy(int status = 503, string code = "ServerBusy") =>
        Refusal(status, code) with { Headers = new Dictionary<string, string> { ["retry-after-ms"] = "1" } };

    private static LoopbackAnswer Refusal(int status, string code) =>
        new(status, $$$$"""{"odata.error":{"code":"{{{{code}}}}","message":{"lang":"en-US","value":"PartitionKey secret"}}}""", "application/json;odata=minimalmetadata");

    private static LoopbackAnswer Page(string rows = "") => new(200, $$"""{"value":[{{rows}}]}""", "application/json;odata=minimalmetadata");

    private static ITableStore Open(LoopbackServer service, TableClientOptions? options = null) => TableStoreUnderTest.Open(Azurite.ConnectionStringOf(service.Address), options);

    private static async Task<TableStoreException> FailsAsync(TableStoreFailure expected, Func<Task> action)
    {
        var exception = await Assert.ThrowsAsync<TableStoreException>(action);
        Assert.Equal(expected, exception.Failure);
        return exception;
    }

    /// <returns>How many there were.</returns>
    private static async Task<int> CutEveryConnectionAsync(TcpListener listener)
    {
        for (var connections = 0; ; connections++)
        {
            try
            {
                using var connection = await listener.AcceptSocketAsync();
                connection.LingerState = new LingerOption(true, 0);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return connections;
            }
        }
    }
}
