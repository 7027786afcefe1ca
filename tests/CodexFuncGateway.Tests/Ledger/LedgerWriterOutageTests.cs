using CodexFuncGateway.Errors;
using CodexFuncGateway.Ledger;
using Microsoft.Extensions.Logging;
using static CodexFuncGateway.Tests.Ledger.LedgerEntries;

namespace CodexFuncGateway.Tests.Ledger;

public class LedgerWriterOutageTests : LedgerWriterFixture
{
    [Fact]
    public async Task A_store_that_fails_some_times_loses_nothing()
    {
        await using var ledger = StartImpatient();
        Store.FailWrites(times: 30);
        for (var number = 0; number < 20; number++)
        {
            ledger.Writer.Open(Open(number, $"key{number}"));
            await ledger.Writer.SettleAsync(Settled(number, $"key{number}"), CancellationToken.None);
        }

        await ledger.Writer.FlushAsync(CancellationToken.None);

        var rows = await RowsAsync();
        Assert.Equal(20, rows.Count);
        Assert.All(rows, row => Assert.Equal(LedgerOutcome.Completed, row.Outcome));
    }

    [Fact]
    public async Task A_write_that_took_place_but_was_answered_with_an_error_is_repeated_without_harm()
    {
        await using var ledger = StartImpatient();
        var failing = 3;
        Store.AfterWrite = () =>
        {
            if (Interlocked.Decrement(ref failing) >= 0)
            {
                throw new IOException("The answer was lost.");
            }
        };
        ledger.Writer.Open(Open(1));
        await ledger.Writer.FlushAsync(CancellationToken.None);
        await ledger.Writer.SettleAsync(Settled(1), CancellationToken.None);
        await ledger.Writer.FlushAsync(CancellationToken.None);

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
    public async Task A_call_is_refused_and_another_is_not_begun_while_nothing_takes_its_row()
    {
        await using var ledger = StartWithoutSpool();
        FailWrites();

        var refused = await Assert.ThrowsAsync<GatewayException>(() => ledger.Writer.Open(Open(1)).WaitAsync().AsTask());
        var next = Assert.Throws<GatewayException>(() => ledger.Writer.Open(Open(2)));

        Assert.Equal((ErrorKind.Unavailable, ErrorKind.Unavailable), (refused.Error.Kind, next.Error.Kind));
        HealWrites();
    }

    [Fact]
    public async Task What_nothing_took_is_kept_and_stored_when_the_store_is_back()
    {
        await using var ledger = StartWithoutSpool(new LedgerWriterOptions { FirstRetryDelay = TimeSpan.FromMilliseconds(321), LongestRetryDelay = TimeSpan.FromMilliseconds(321) });
        FailWrites();
        await Assert.ThrowsAsync<GatewayException>(() => ledger.Writer.Open(Open(1)).WaitAsync().AsTask());
        await ledger.Writer.SettleAsync(Settled(1), CancellationToken.None);

        HealWrites();
        Time.Advance(TimeSpan.FromMilliseconds(321));
        await ledger.Writer.FlushAsync(CancellationToken.None);
        await ledger.Writer.Open(Open(2)).WaitAsync();

        Assert.Equal([LedgerOutcome.Completed, LedgerOutcome.Open], (await RowsAsync()).Select(row => row.Outcome));
    }

    [Fact]
    public async Task An_answer_waits_for_its_row_only_so_long()
    {
        var held = HoldWrites();
        await using var ledger = Start(new LedgerWriterOptions { StoreDeadline = Timeout.InfiniteTimeSpan });
        var waiting = ledger.Writer.Open(Open(1)).WaitAsync().AsTask();
        await held.Reached;

        Time.Advance(new LedgerWriterOptions().RecordDeadline);

        Assert.Equal(ErrorKind.Unavailable, (await Assert.ThrowsAsync<GatewayException>(() => waiting)).Error.Kind);
        held.Release();
    }

    [Fact]
    public async Task Settling_waits_while_the_queue_is_full_and_drops_nothing()
    {
        await using var ledger = StartSmall();
        var held = HoldWrites();
        await ledger.Writer.SettleAsync(Settled(0), CancellationToken.None);
        await held.Reached;

        var settling = Enumerable.Range(1, 10).Select(number => ledger.Writer.SettleAsync(Settled(number), CancellationToken.None).AsTask()).ToArray();
        Assert.Equal(4, settling.Count(task => task.IsCompleted));

        held.Release();
        await Task.WhenAll(settling);
        await ledger.Writer.FlushAsync(CancellationToken.None);
        Assert.Equal(11, (await RowsAsync()).Count);
    }

    [Fact]
    public async Task Opening_never_waits_and_leaves_half_of_the_queue_to_calls_that_have_been_made()
    {
        await using var ledger = StartSmall();
        var held = HoldWrites();
        await ledger.Writer.SettleAsync(Settled(0), CancellationToken.None);
        await held.Reached;

        ledger.Writer.Open(Open(1));
        ledger.Writer.Open(Open(2));
        Assert.Throws<GatewayException>(() => ledger.Writer.Open(Open(3)));

        Assert.True(ledger.Writer.SettleAsync(Settled(11), CancellationToken.None).AsTask().IsCompletedSuccessfully);
        held.Release();
        await ledger.Writer.FlushAsync(CancellationToken.None);
        Assert.Equal(["request0", "request1", "request11", "request2"], (await RowsAsync()).Select(row => row.RequestId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Disposal_stores_what_is_left()
    {
        var held = HoldWrites();
        await Writer.SettleAsync(Settled(0), CancellationToken.None);
        await held.Reached;
        await Writer.SettleAsync(Settled(1), CancellationToken.None);

        var disposal = Ledger.DisposeAsync().AsTask();
        Assert.False(disposal.IsCompleted);
        held.Release();
        await disposal;

        Assert.Equal(2, (await RowsAsync()).Count);
    }

    [Fact]
    public async Task Disposal_spools_what_the_store_does_not_take_in_time()
    {
        var held = HoldWrites();
        await Writer.SettleAsync(Settled(0), CancellationToken.None);
        await held.Reached;
        await Writer.SettleAsync(Settled(1), CancellationToken.None);

        var disposal = Ledger.DisposeAsync().AsTask();
        Time.Advance(new LedgerWriterOptions().StoreDeadline);
        await disposal;

        HealWrites();
        await using var next = Start();
        await next.Replay.RunNowAsync(CancellationToken.None);
        Assert.Equal(["request0", "request1"], (await RowsAsync()).Select(row => row.RequestId));
    }

    [Fact]
    public async Task Disposal_ends_at_its_deadline_and_says_how_many_entries_nothing_took()
    {
        var ledger = StartWithoutSpool();
        FailWrites();
        await Assert.ThrowsAsync<GatewayException>(() => ledger.Writer.Open(Open(1)).WaitAsync().AsTask());
        await ledger.Writer.SettleAsync(Settled(2), CancellationToken.None);

        var disposal = ledger.DisposeAsync().AsTask();
        Time.Advance(new LedgerWriterOptions().DrainDeadline);
        await disposal;

        var lost = Assert.Single(Logger.Lines, line => line.Level == LogLevel.Critical);
        Assert.StartsWith("2 ledger entries", lost.Text, StringComparison.Ordinal);
    }
}
