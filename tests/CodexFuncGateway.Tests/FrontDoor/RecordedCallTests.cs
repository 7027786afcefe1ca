using CodexFuncGateway.Ledger;
using CodexFuncGateway.Tests.Ledger;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>Whoever has been answered has a row in the ledger.</summary>
public sealed class RecordedCallTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Not_a_byte_is_written_before_the_row_is(bool stream)
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.Chat.At(upstream));
        var held = new HeldWrites();
        gateway.Store.BeforeWrite = _ => held.WaitAsync();

        var asking = gateway.OpenAsync(Ask.Responses(Ask.Question(Wire.Chat.Model, stream)));
        await held.Reached;
        await gateway.Time.WaitedForAsync(Waits.UpstreamIdle);
        // The upstream has answered by then, or will: either way the answer is not passed on, nor is a sign of life.
        gateway.Time.Advance(TimeSpan.FromSeconds(7));
        await Task.WhenAny(asking, Task.Delay(TimeSpan.FromMilliseconds(200)));
        Assert.False(asking.IsCompleted);

        held.Release();
        using var response = await asking;
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Single(upstream.Requests);
    }

    [Fact]
    public async Task A_call_that_cannot_be_recorded_is_refused_and_the_next_one_is_not_made()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync([.. Wire.Chat.At(upstream), ("Gateway:SpoolMegabytes", "0")]);
        gateway.Store.FailWrites(int.MaxValue);

        var first = await gateway.PostAsync(Ask.Question(Wire.Chat.Model));
        var second = await gateway.PostAsync(Ask.Question(Wire.Chat.Model));
        var shown = await gateway.PostAsync(Ask.Question(Wire.Chat.Model), Ask.ByCodex);
        gateway.Store.BeforeWrite = _ => Task.CompletedTask;

        Assert.Equal((503, "service_unavailable"), (first.Status, first.Error.GetProperty("code").GetString()));
        Assert.Equal((503, "10"), (second.Status, second.Headers["Retry-After"]));
        // Codex asks again for a while, which outlasts most outages.
        Assert.Equal((503, "10"), (shown.Status, shown.Headers["Retry-After"]));
        Assert.Single(upstream.Requests);
    }

    [Fact]
    public async Task A_store_that_is_away_is_not_noticed_and_every_call_is_in_the_ledger_afterwards()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.Chat.At(upstream));
        var told = gateway.Store.BeforeWrite;
        gateway.Store.FailWrites(int.MaxValue);

        var answers = new List<Answer>();
        for (var call = 0; call < 10; call++)
        {
            answers.Add(await gateway.PostAsync(Ask.Question(Wire.Chat.Model)));
        }

        Assert.All(answers, answer => Assert.Equal("response.completed", answer.Terminal.Type));
        gateway.Store.BeforeWrite = told;
        var rows = await gateway.Ledger.RowsAsync();
        Assert.Equal(answers.Select(answer => answer.Headers["x-request-id"]).Order(), rows.Select(row => row.RequestId).Order());
        Assert.All(rows, row => Assert.Equal((LedgerOutcome.Completed, false), (row.Outcome, row.IsEstimate)));
    }
}
