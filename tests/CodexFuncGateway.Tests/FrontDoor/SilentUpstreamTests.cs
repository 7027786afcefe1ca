using CodexFuncGateway.Ledger;
using CodexFuncGateway.Simulators.Faults;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>An upstream that says nothing for longer than is allowed.</summary>
public sealed class SilentUpstreamTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);
    private static readonly (string, string) IdleLimit = ("Gateway:UpstreamIdleSeconds", "40");
    private static readonly (string, string) NoKeepAlive = ("Gateway:KeepAliveSeconds", "100");

    [Theory]
    [InlineData(SilentFrom.TheStart, 1)]
    [InlineData(SilentFrom.AfterTheHeaders, 2)]
    public async Task Silence_before_the_first_byte_is_a_timeout_that_may_have_cost_its_prompt(SilentFrom from, int waits)
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync([.. Wire.Chat.At(upstream), IdleLimit, NoKeepAlive]);
        upstream.Faults.StaySilent(from);

        var asking = gateway.PostAsync(Ask.Question(Wire.Chat.Model));
        await WaitForLimitAsync(gateway, waits);
        Assert.True(SpinWait.SpinUntil(() => upstream.Requests.Count == 1, TimeSpan.FromSeconds(30)));
        gateway.Time.Advance(Limit);
        var answer = await asking;

        Assert.Equal((504, "upstream_timeout"), (answer.Status, answer.Code));
        Assert.Single(upstream.Requests);
        var row = await gateway.Ledger.OnlyRowAsync();
        Assert.Equal((LedgerOutcome.Failed, true, 504), (row.Outcome, row.IsEstimate, row.Status));
        Assert.True(row.CostNanoUsd > 0);
        Assert.Equal(40_000, row.DurationMs);
    }

    [Fact]
    public async Task Codex_is_told_of_a_timeout_once()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync([.. Wire.Chat.At(upstream), IdleLimit, NoKeepAlive]);
        upstream.Faults.StaySilent(SilentFrom.TheStart);

        var asking = gateway.PostAsync(Ask.Question(Wire.Chat.Model), Ask.ByCodex);
        await WaitForLimitAsync(gateway, 1);
        gateway.Time.Advance(Limit);
        var answer = await asking;

        Assert.Equal((400, "invalid_prompt", "Groq did not answer in time."), (answer.Status, answer.Code, answer.Message));
    }

    [Fact]
    public async Task A_client_that_wants_no_stream_gets_a_timeout_too()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync([.. Wire.Chat.At(upstream), IdleLimit]);
        upstream.Faults.StaySilent(SilentFrom.AfterTheHeaders);

        var asking = gateway.PostAsync(Ask.Question(Wire.Chat.Model, stream: false));
        await WaitForLimitAsync(gateway, 2);
        gateway.Time.Advance(Limit);
        var answer = await asking;

        Assert.Equal((504, "upstream_timeout"), (answer.Status, answer.Code));
    }

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task Silence_in_mid_stream_ends_it_as_failed(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync([.. wire.At(upstream), IdleLimit, NoKeepAlive]);
        using var gate = upstream.Faults.HoldFrames();
        gate.Release(8);

        using var response = await gateway.OpenAsync(Ask.Responses(Ask.Question(wire.Model)));
        using var stream = new StreamReader(await response.Content.ReadAsStreamAsync());
        var told = await StreamedEvent.ReadNextAsync(stream);
        while (!told!.IsTerminal)
        {
            var next = StreamedEvent.ReadNextAsync(stream);
            if (!next.IsCompleted)
            {
                gateway.Time.Advance(Limit);
            }

            told = await next;
        }

        Assert.Equal(("response.failed", "server_error"), (told.Type, told.ErrorCode));
        Assert.Null(await StreamedEvent.ReadNextAsync(stream));
        var row = await gateway.Ledger.OnlyRowAsync();
        Assert.Equal((LedgerOutcome.Failed, true, 200), (row.Outcome, row.IsEstimate, row.Status));
        Assert.True(SpinWait.SpinUntil(() => upstream.Departures == 1, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task The_next_route_serves_what_a_silent_one_does_not()
    {
        await using var silent = await Wire.Chat.StartAsync();
        await using var upstream = await Wire.Xai.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(
            [.. Wire.Chat.At(silent), .. Wire.Xai.At(upstream), IdleLimit, NoKeepAlive, ("Models:coder:Routes:0", Wire.Chat.Model), ("Models:coder:Routes:1", Wire.Xai.Model)]);
        silent.Faults.StaySilent(SilentFrom.TheStart);

        var asking = gateway.PostAsync(Ask.Question("coder"));
        await WaitForLimitAsync(gateway, 1);
        gateway.Time.Advance(Limit);
        var answer = await asking;

        Assert.Equal("response.completed", answer.Terminal.Type);
    }

    private static async Task WaitForLimitAsync(GatewayUnderTest gateway, int times)
    {
        for (var time = 0; time < times; time++)
        {
            await gateway.Time.WaitedForAsync(Limit);
        }
    }
}
