using CodexFuncGateway.Ledger;
using static CodexFuncGateway.Tests.Ledger.LedgerEntries;

namespace CodexFuncGateway.Tests.Ledger;

public class LedgerWriterTests : LedgerWriterFixture
{
    [Fact]
    public async Task An_opened_call_has_a_row_before_it_is_settled()
    {
        Writer.Open(Open(1));
        await Writer.FlushAsync(CancellationToken.None);

        Assert.Equal(LedgerOutcome.Open, Assert.Single(await RowsAsync()).Outcome);
    }

    [Fact]
    public async Task An_open_row_is_recorded_once_the_store_has_it_and_not_before()
    {
        var held = HoldWrites();
        var row = Writer.Open(Open(1));
        await held.Reached;
        Assert.False(row.IsRecorded);

        held.Release();
        await row.WaitAsync();

        Assert.True(row.IsRecorded);
        Assert.Single(await RowsAsync());
    }

    [Fact]
    public async Task A_keys_day_is_listed_before_its_first_row_and_once()
    {
        for (var number = 1; number <= 2; number++)
        {
            Writer.Open(Open(number));
            await Writer.FlushAsync(CancellationToken.None);
        }

        Assert.Equal([false, true, true], Store.Submitted.Select(writes => LedgerRows.In(writes).Any()));
        Assert.Equal(["key"], await Ledger.Days.ReadKeysAsync(Noon, CancellationToken.None).ToListAsync());
    }

    [Fact]
    public async Task A_row_is_not_written_while_its_day_cannot_be_listed()
    {
        FailWrites();
        await Writer.Open(Open(1)).WaitAsync();

        Assert.Empty(Store.LedgerBatches());
        HealWrites();
        await Writer.FlushAsync(CancellationToken.None);
        Assert.Single(await RowsAsync());
        Assert.Equal(["key"], await Ledger.Days.ReadKeysAsync(Noon, CancellationToken.None).ToListAsync());
    }

    [Fact]
    public async Task A_healthy_store_is_all_that_is_used()
    {
        Writer.Open(Open(1));
        await Writer.SettleAsync(Settled(1), CancellationToken.None);
        await Writer.FlushAsync(CancellationToken.None);

        Assert.False(Directory.Exists(SpoolPath));
    }

    [Fact]
    public async Task A_settled_call_has_one_row_and_that_is_the_settled_one()
    {
        Writer.Open(Open(1));
        await Writer.FlushAsync(CancellationToken.None);
        await Writer.SettleAsync(Settled(1), CancellationToken.None);
        await Writer.FlushAsync(CancellationToken.None);

        Assert.Equivalent(Settled(1), Assert.Single(await RowsAsync()), strict: true);
    }

    [Fact]
    public async Task A_call_settled_before_its_open_row_was_stored_needs_only_the_settled_one()
    {
        var held = HoldWrites();
        Writer.Open(Open(0));
        await held.Reached;
        Writer.Open(Open(1));
        await Writer.SettleAsync(Settled(1), CancellationToken.None);
        held.Release();
        await Writer.FlushAsync(CancellationToken.None);

        Assert.Equal(2, Store.LedgerBatches().Sum(batch => batch.Count));
        Assert.Equal([LedgerOutcome.Open, LedgerOutcome.Completed], (await RowsAsync()).Select(row => row.Outcome));
    }

    [Fact]
    public async Task A_call_settled_while_its_open_row_is_on_its_way_ends_settled()
    {
        var held = HoldWrites();
        Writer.Open(Open(1));
        await held.Reached;
        await Writer.SettleAsync(Settled(1), CancellationToken.None);
        held.Release();
        await Writer.FlushAsync(CancellationToken.None);

        Assert.Equal(LedgerOutcome.Completed, Assert.Single(await RowsAsync()).Outcome);
    }

    [Fact]
    public async Task Settling_twice_changes_nothing()
    {
        await Writer.SettleAsync(Settled(1), CancellationToken.None);
        await Writer.FlushAsync(CancellationToken.None);
        await Writer.SettleAsync(Settled(1), CancellationToken.None);
        await Writer.FlushAsync(CancellationToken.None);

        Assert.Equivalent(Settled(1), Assert.Single(await RowsAsync()), strict: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_open_row_that_comes_late_does_not_replace_the_settled_one(bool afterFlush)
    {
        await Writer.SettleAsync(Settled(1), CancellationToken.None);
        if (afterFlush)
        {
            await Writer.FlushAsync(CancellationToken.None);
        }

        Writer.Open(Open(1));
        await Writer.SettleAsync(Settled(2), CancellationToken.None);
        await Writer.FlushAsync(CancellationToken.None);

        Assert.All(await RowsAsync(), row => Assert.Equal(LedgerOutcome.Completed, row.Outcome));
        Assert.Equal(2, (await RowsAsync()).Count);
    }

    [Fact]
    public async Task Rows_of_one_key_and_day_go_to_the_store_a_hundred_at_a_time()
    {
        var held = HoldWrites();
        await Writer.SettleAsync(Settled(0), CancellationToken.None);
        await held.Reached;
        for (var number = 1; number <= 250; number++)
        {
            await Writer.SettleAsync(Settled(number), CancellationToken.None);
        }

        held.Release();
        await Writer.FlushAsync(CancellationToken.None);

        Assert.Equal([1, 50, 100, 100], Store.LedgerBatches().Select(batch => batch.Count).Order());
        Assert.Equal(251, (await RowsAsync()).Count);
    }

    [Fact]
    public async Task Many_callers_with_many_keys_get_every_row_exactly_once()
    {
        await Parallel.ForAsync(0, 5_000, async (number, cancellationToken) =>
        {
            await Writer.Open(Open(number, $"key{number % 50}")).WaitAsync();
            await Writer.SettleAsync(Settled(number, $"key{number % 50}"), cancellationToken);
        });
        await Writer.FlushAsync(CancellationToken.None);

        var rows = await RowsAsync();
        Assert.Equal(5_000, rows.Count);
        Assert.All(rows, row => Assert.Equal(LedgerOutcome.Completed, row.Outcome));
    }
}
