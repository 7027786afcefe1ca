using System.Net;
using System.Net.Sockets;
using CodexFuncGateway.Ledger;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>What the gateway tries again itself, and where it goes when a route fails.</summary>
public sealed class RetryTests
{
    private static readonly (string, string)[] Alias = [("Models:coder:Routes:0", Wire.Chat.Model), ("Models:coder:Routes:1", Wire.Xai.Model)];

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_failure_that_passes_is_not_told(int status)
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.Chat.At(upstream));
        upstream.Faults.FailWith(status, Complaint.Of(Wire.Chat, status), requests: 2);

        var asking = gateway.PostAsync(Ask.Question(Wire.Chat.Model));
        await gateway.Time.PassAsync([.. Waits.Between(3)]);
        var answer = await asking;

        Assert.Equal("response.completed", answer.Terminal.Type);
        Assert.Equal(3, upstream.Requests.Count);
        Assert.All(upstream.Requests, request => Assert.Equal(upstream.Requests[0].Body, request.Body));
        Assert.Equal(LedgerOutcome.Completed, (await gateway.Ledger.OnlyRowAsync()).Outcome);
    }

    [Theory]
    [InlineData(401, 1)]
    [InlineData(429, 1)]
    [InlineData(500, 3)]
    [InlineData(529, 3)]
    public async Task The_next_route_serves_what_the_first_cannot(int status, int requests)
    {
        await using var first = await Wire.Chat.StartAsync();
        await using var second = await Wire.Xai.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync([.. Alias, .. Wire.Chat.At(first), .. Wire.Xai.At(second)]);
        first.Faults.FailWith(status, Complaint.Of(Wire.Chat, status), requests: requests);

        var asking = gateway.PostAsync(Ask.Question("coder"));
        await gateway.Time.PassAsync([.. Waits.Between(requests)]);
        var answer = await asking;

        Assert.Equal(("response.completed", "coder"), (answer.Terminal.Type, answer.Terminal.Response.GetProperty("model").GetString()));
        Assert.Equal((requests, 1), (first.Requests.Count, second.Requests.Count));
        var row = await gateway.Ledger.OnlyRowAsync();
        Assert.Equal(("coder", "xai", "grok-4.20"), (row.ModelAsked, row.Provider, row.ModelServed));
    }

    [Fact]
    public async Task A_request_at_fault_goes_to_no_other_route()
    {
        await using var first = await Wire.Chat.StartAsync();
        await using var second = await Wire.Xai.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync([.. Alias, .. Wire.Chat.At(first), .. Wire.Xai.At(second)]);
        first.Faults.FailWith(400, Complaint.Of(Wire.Chat, 400));

        var answer = await gateway.PostAsync(Ask.Question("coder"));

        Assert.Equal((400, 0), (answer.Status, second.Requests.Count));
    }

    [Fact]
    public async Task When_every_route_fails_the_last_ones_reason_is_told()
    {
        await using var first = await Wire.Chat.StartAsync();
        await using var second = await Wire.Xai.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync([.. Alias, .. Wire.Chat.At(first), .. Wire.Xai.At(second)]);
        first.Faults.FailWith(401, Complaint.Of(Wire.Chat, 401));
        second.Faults.FailWith(429, Complaint.Of(Wire.Xai, 429));

        var answer = await gateway.PostAsync(Ask.Question("coder"));

        Assert.Equal((429, "xAI: " + Complaint.Text), (answer.Status, answer.Message));
        Assert.Equal((LedgerOutcome.Rejected, "xai"), ((await gateway.Ledger.OnlyRowAsync()).Outcome, (await gateway.Ledger.OnlyRowAsync()).Provider));
    }

    [Fact]
    public async Task A_provider_where_nobody_listens_is_said_to_be_out_of_reach()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.Chat.At($"http://127.0.0.1:{FreePort()}/v1"));

        var asking = gateway.PostAsync(Ask.Question(Wire.Chat.Model));
        await gateway.Time.PassAsync([.. Waits.Between(3)]);
        var answer = await asking;

        Assert.Equal((502, "server_error", "Groq could not be reached."), (answer.Status, answer.Code, answer.Message));
        Assert.Equal(LedgerOutcome.Rejected, (await gateway.Ledger.OnlyRowAsync()).Outcome);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
