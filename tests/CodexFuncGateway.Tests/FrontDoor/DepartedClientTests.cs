using CodexFuncGateway.Ledger;
using CodexFuncGateway.Simulators.Faults;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>Clients that do not wait for the end.</summary>
public sealed class DepartedClientTests
{
    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task A_client_that_leaves_ends_the_upstream_request_after_a_grace(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        using var gate = upstream.Faults.HoldFrames();
        await LeaveAfterFirstEventAsync(gateway, wire, gate);

        await gateway.Time.PassAsync(Waits.Grace);

        var row = await gateway.Ledger.SettledAsync();
        Assert.Equal((LedgerOutcome.Cancelled, true), (row.Outcome, row.IsEstimate));
        Assert.True(row.Usage.InputTokens > 0 && row.CostNanoUsd > 0);
        Assert.True(SpinWait.SpinUntil(() => upstream.Departures == 1, TimeSpan.FromSeconds(30)));
        await gateway.Ledger.OnlyRowAsync();
    }

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task Usage_that_arrives_within_the_grace_is_taken(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        using var gate = upstream.Faults.HoldFrames();
        await LeaveAfterFirstEventAsync(gateway, wire, gate);

        await gateway.Time.WaitedForAsync(Waits.Grace);
        gate.Open();

        var row = await gateway.Ledger.SettledAsync();
        Assert.Equal((LedgerOutcome.Completed, false), (row.Outcome, row.IsEstimate));
        Assert.Equal(Told.Step.Usage.Output, row.Usage.OutputTokens);
        await gateway.Ledger.OnlyRowAsync();
        Assert.Equal(0, upstream.Departures);
    }

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task A_client_that_leaves_with_the_terminal_event_has_completed(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));

        using (var response = await gateway.OpenAsync(Ask.Responses(Ask.Question(wire.Model))))
        using (var stream = new StreamReader(await response.Content.ReadAsStreamAsync()))
        {
            while (await StreamedEvent.ReadNextAsync(stream) is { IsTerminal: false })
            {
            }
        }

        var row = await gateway.Ledger.SettledAsync();
        Assert.Equal((LedgerOutcome.Completed, false), (row.Outcome, row.IsEstimate));
        await gateway.Ledger.OnlyRowAsync();
    }

    [Theory]
    [InlineData(SilentFrom.TheStart)]
    [InlineData(SilentFrom.AfterTheHeaders)]
    public async Task A_client_that_leaves_before_the_first_byte_is_settled_too(SilentFrom from)
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.Chat.At(upstream));
        upstream.Faults.StaySilent(from);
        using var leaving = new CancellationTokenSource();

        var asking = gateway.OpenAsync(Ask.Responses(Ask.Question(Wire.Chat.Model)), leaving.Token);
        for (var waits = from == SilentFrom.TheStart ? 1 : 2; waits > 0; waits--)
        {
            await gateway.Time.WaitedForAsync(Waits.UpstreamIdle);
        }

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await gateway.Time.PassAsync(Waits.Grace);

        var row = await gateway.Ledger.SettledAsync();
        Assert.Equal((LedgerOutcome.Cancelled, true), (row.Outcome, row.IsEstimate));
        Assert.True(row.CostNanoUsd > 0);
        Assert.True(SpinWait.SpinUntil(() => upstream.Departures == 1, TimeSpan.FromSeconds(30)));
        await gateway.Ledger.OnlyRowAsync();
    }

    [Fact]
    public async Task A_client_that_leaves_while_a_retry_waits_ends_it()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.Chat.At(upstream));
        upstream.Faults.FailWith(503, Complaint.Of(Wire.Chat, 503));
        using var leaving = new CancellationTokenSource();

        var asking = gateway.OpenAsync(Ask.Responses(Ask.Question(Wire.Chat.Model)), leaving.Token);
        await gateway.Time.WaitedForAsync(Waits.Between(2).Single());
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await gateway.Ledger.SettledAsync();

        Assert.Single(upstream.Requests);
        Assert.Equal((LedgerOutcome.Cancelled, 0L), ((await gateway.Ledger.OnlyRowAsync()).Outcome, (await gateway.Ledger.OnlyRowAsync()).CostNanoUsd));
    }

    private static async Task LeaveAfterFirstEventAsync(GatewayUnderTest gateway, Wire wire, FrameGate gate)
    {
        gate.Release(6);
        using var response = await gateway.OpenAsync(Ask.Responses(Ask.Question(wire.Model)));
        using var stream = new StreamReader(await response.Content.ReadAsStreamAsync());
        await StreamedEvent.ReadNextAsync(stream);
    }
}
