using CodexFuncGateway.Ledger;
using Microsoft.Extensions.Logging;
using static CodexFuncGateway.Tests.Ledger.LedgerEntries;

namespace CodexFuncGateway.Tests.Ledger;

public class LedgerWriterOutageTests : LedgerWriterFixture
{
    [Fact]
    public async Task A_store_that_fails_some_times_loses_nothing()
    {
        await using var writer = CreateImpatient();
        Store.FailWrites(times: 30);
        for (var number = 0; number < 20; number++)
        {
            writer.Open(Open(number, $"key{number}"));
            await writer.SettleAsync(Settled(number, $"key{number}"), CancellationToken.None);
        }

        await writer.FlushAsync(CancellationToken.None);

        var rows = await RowsAsync();
        Assert.Equal(20, rows.Count);
        Assert.All(rows, row => Assert.Equal(LedgerOutcome.Completed, row.Outcome));
    }

    [Fact]
    public async Task A_failing_store_is_asked_again_after_a_while()
    {
        Store.FailWrites(times: 1);
        await Writer.SettleAsync(Settled(1), CancellationToken.None);

        var delay = await Time.TimerStartedAsync();
        Assert.InRange(delay.TotalMilliseconds, 100, 200);
        Assert.Single(Store.Submitted);

        Time.Advance(delay);
        await Writer.FlushAsync(CancellationToken.None);
        Assert.Equal(2, Store.Submitted.Count);
    }

    [Fact]
    public async Task A_write_that_took_place_but_was_answered_with_an_error_is_repeated_without_harm()
    {
        await using var writer = CreateImpatient();
        var failing = 2;
        Store.AfterWrite = () =>
        {
            if (Interlocked.Decrement(ref failing) >= 0)
            {
                throw new IOException("The answer was lost.");
            }
        };
        writer.Open(Open(1));
        await writer.FlushAsync(CancellationToken.None);
        await writer.SettleAsync(Settled(1), CancellationToken.None);
        await writer.FlushAsync(CancellationToken.None);

        Assert.Equivalent(Settled(1), Assert.Single(await RowsAsync()), strict: true);
    }

    [Fact]
    public async Task A_row_that_the_store_never_takes_is_logged_with_its_cost_and_holds_up_no_other()
    {
        var held = HoldWrites();
        await Writer.SettleAsync(Settled(0), CancellationToken.None);
        await held.Reached;
        await Writer.SettleAsync(Settled(1) with { RequestId = new string('r', 2000), CostNanoUsd = 777 }, CancellationToken.None);
        await Writer.SettleAsync(Settled(2), CancellationToken.None);
        held.Release();
        await Writer.FlushAsync(CancellationToken.None);

        Assert.Equal(["request0", "request2"], (await RowsAsync()).Select(row => row.RequestId));
        Assert.Contains("777", Assert.Single(Logger.Lines, line => line.Level == LogLevel.Critical).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settling_waits_while_the_queue_is_full_and_drops_nothing()
    {
        await using var writer = CreateSmall();
        var held = HoldWrites();
        await writer.SettleAsync(Settled(0), CancellationToken.None);
        await held.Reached;

        var settling = Enumerable.Range(1, 10).Select(number => writer.SettleAsync(Settled(number), CancellationToken.None).AsTask()).ToArray();
        Assert.Equal(4, settling.Count(task => task.IsCompleted));

        held.Release();
        await Task.WhenAll(settling);
        await writer.FlushAsync(CancellationToken.None);
        Assert.Equal(11, (await RowsAsync()).Count);
    }

    [Fact]
    public async Task Opening_never_waits_and_leaves_half_of_the_queue_to_settled_entries()
    {
        await using var writer = CreateSmall();
        var held = HoldWrites();
        await writer.SettleAsync(Settled(0), CancellationToken.None);
        await held.Reached;

        for (var number = 1; number <= 10; number++)
        {
            writer.Open(Open(number));
        }

        Assert.True(writer.SettleAsync(Settled(11), CancellationToken.None).AsTask().IsCompletedSuccessfully);
        held.Release();
        await writer.FlushAsync(CancellationToken.None);
        Assert.Equal(["request0", "request1", "request11", "request2"], (await RowsAsync()).Select(row => row.RequestId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Disposal_stores_what_is_left()
    {
        var held = HoldWrites();
        await Writer.SettleAsync(Settled(0), CancellationToken.None);
        await held.Reached;
        await Writer.SettleAsync(Settled(1), CancellationToken.None);

        var disposal = Writer.DisposeAsync().AsTask();
        Assert.False(disposal.IsCompleted);
        held.Release();
        await disposal;

        Assert.Equal(2, (await RowsAsync()).Count);
    }

    [Fact]
    public async Task Disposal_does_not_sit_out_a_long_wait_for_the_store()
    {
        Store.FailWrites(times: 1);
        await Writer.SettleAsync(Settled(1), CancellationToken.None);
        await Time.TimerStartedAsync();

        await Writer.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Single(await RowsAsync());
    }

    [Fact]
    public async Task Disposal_ends_at_its_deadline_and_says_how_many_entries_were_lost()
    {
        var held = HoldWrites();
        await Writer.SettleAsync(Settled(0), CancellationToken.None);
        await held.Reached;
        await Writer.SettleAsync(Settled(1), CancellationToken.None);

        var disposal = Writer.DisposeAsync().AsTask();
        await Time.TimerStartedAsync();
        Time.Advance(new LedgerWriterOptions().DrainDeadline);
        await disposal;

        var lost = Assert.Single(Logger.Lines, line => line.Level == LogLevel.Critical);
        Assert.StartsWith("2 ledger entries", lost.Text, StringComparison.Ordinal);
    }
}
