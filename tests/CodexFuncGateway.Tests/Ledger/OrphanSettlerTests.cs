using CodexFuncGateway.Instances;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using static CodexFuncGateway.Tests.Ledger.LedgerEntries;

namespace CodexFuncGateway.Tests.Ledger;

public class OrphanSettlerTests : LedgerWriterFixture
{
    private static readonly TimeSpan LongGone = new InstanceOptions().LeaseLength + new InstanceOptions().ClockMargin + TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_row_whose_process_is_gone_is_settled_at_what_was_reserved()
    {
        await WriteAsync(Of("dead", 1));
        Time.Advance(LongGone);

        await Ledger.Orphans.RunAsync(CancellationToken.None);

        var expected = Of("dead", 1) with { Outcome = LedgerOutcome.Failed, IsEstimate = true };
        Assert.Equivalent(expected, Assert.Single(await RowsAsync()), strict: true);
    }

    [Fact]
    public async Task A_row_whose_process_lives_stays_open()
    {
        await using var lease = Lease();
        await WriteAsync(Of(lease.Id, 1));
        Time.Advance(LongGone);
        await lease.RenewAsync(CancellationToken.None);

        await Ledger.Orphans.RunAsync(CancellationToken.None);

        Assert.Equal(LedgerOutcome.Open, Assert.Single(await RowsAsync()).Outcome);
    }

    [Fact]
    public async Task A_row_of_a_process_that_may_just_have_begun_stays_open()
    {
        await WriteAsync(Of("unseen", 1));
        Time.Advance(LongGone - TimeSpan.FromSeconds(2));

        await Ledger.Orphans.RunAsync(CancellationToken.None);

        Assert.Equal(LedgerOutcome.Open, Assert.Single(await RowsAsync()).Outcome);
    }

    [Theory]
    [InlineData(23, LedgerOutcome.Open)]
    [InlineData(25, LedgerOutcome.Failed)]
    public async Task A_row_that_does_not_say_whose_it_is_is_left_for_a_day(int hours, LedgerOutcome expected)
    {
        await WriteAsync(Open(1));
        Time.Advance(TimeSpan.FromHours(hours));

        await Ledger.Orphans.RunAsync(CancellationToken.None);

        Assert.Equal(expected, Assert.Single(await RowsAsync()).Outcome);
    }

    [Fact]
    public async Task A_settled_row_is_never_touched()
    {
        await WriteAsync(Settled(1) with { InstanceId = "dead" });
        Time.Advance(LongGone);

        await Ledger.Orphans.RunAsync(CancellationToken.None);

        Assert.Equivalent(Settled(1) with { InstanceId = "dead" }, Assert.Single(await RowsAsync()), strict: true);
    }

    [Fact]
    public async Task A_settlement_that_comes_between_reading_and_writing_wins()
    {
        await WriteAsync(Of("dead", 1));
        Time.Advance(LongGone);
        var settled = Settled(1) with { InstanceId = "dead" };
        Store.BeforeWrite = async writes =>
        {
            if (writes[0] is TableWrite.Update)
            {
                HealWrites();
                await Store.UpsertAsync("usage202611", LedgerRow.Map(settled), CancellationToken.None);
            }
        };

        await Ledger.Orphans.RunAsync(CancellationToken.None);

        Assert.Equivalent(settled, Assert.Single(await RowsAsync()), strict: true);
    }

    [Fact]
    public async Task A_settlement_that_comes_afterwards_replaces_it()
    {
        await WriteAsync(Of("dead", 1));
        Time.Advance(LongGone);
        await Ledger.Orphans.RunAsync(CancellationToken.None);

        await WriteAsync(Settled(1) with { InstanceId = "dead" });

        Assert.Equivalent(Settled(1) with { InstanceId = "dead" }, Assert.Single(await RowsAsync()), strict: true);
    }

    [Fact]
    public async Task Runs_at_the_same_time_and_one_after_the_other_come_to_the_same()
    {
        await WriteAsync([.. Enumerable.Range(0, 300).Select(number => Of("dead", number, $"key{number % 3}"))]);
        Time.Advance(LongGone);
        await using var other = Start();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(() => (number % 2 == 0 ? Ledger : other).Orphans.RunAsync(CancellationToken.None))));
        await Ledger.Orphans.RunAsync(CancellationToken.None);

        var rows = await RowsAsync();
        Assert.Equal(300, rows.Count);
        Assert.All(rows, row => Assert.Equal((LedgerOutcome.Failed, true, 9_000L), (row.Outcome, row.IsEstimate, row.CostNanoUsd)));
    }

    [Fact]
    public async Task Days_that_nobody_looked_at_are_found_by_the_next_run()
    {
        await Ledger.Orphans.RunAsync(CancellationToken.None);
        await WriteAsync(Of("dead", 1));
        Time.Advance(TimeSpan.FromDays(20));

        await Ledger.Orphans.RunAsync(CancellationToken.None);

        Assert.Equal(LedgerOutcome.Failed, Assert.Single(await RowsAsync()).Outcome);
        Assert.Equal(Noon.Date, Assert.Single(await Ledger.LateDays.ReadAsync(CancellationToken.None)).Day.Date);
    }

    [Fact]
    public async Task A_day_with_a_row_that_stays_open_is_looked_at_until_it_is_settled()
    {
        await using var lease = Lease();
        await WriteAsync(Of(lease.Id, 1));
        Time.Advance(TimeSpan.FromDays(5));
        await lease.RenewAsync(CancellationToken.None);
        await Ledger.Orphans.RunAsync(CancellationToken.None);
        Assert.Equal(LedgerOutcome.Open, Assert.Single(await RowsAsync()).Outcome);

        Time.Advance(TimeSpan.FromDays(5));
        await Ledger.Orphans.RunAsync(CancellationToken.None);

        Assert.Equal(LedgerOutcome.Failed, Assert.Single(await RowsAsync()).Outcome);
    }

    [Fact]
    public async Task An_open_row_that_comes_to_a_day_long_clean_is_found()
    {
        Time.Advance(TimeSpan.FromDays(9));
        await Ledger.Orphans.RunAsync(CancellationToken.None);
        await WriteAsync(Of("dead", 1));

        await Ledger.Orphans.RunAsync(CancellationToken.None);

        Assert.Equal(LedgerOutcome.Failed, Assert.Single(await RowsAsync()).Outcome);
    }

    [Fact]
    public async Task Of_two_runs_the_one_that_left_something_open_has_the_last_word()
    {
        await using var lease = Lease();
        await WriteAsync(Of(lease.Id, 1));
        Time.Advance(TimeSpan.FromDays(5));
        await lease.RenewAsync(CancellationToken.None);
        // As the first run is about to note the day with the open row, another one notes that all is clean.
        Store.BeforeWrite = async writes =>
        {
            if (writes[0].Key.Partition == "settled")
            {
                HealWrites();
                await Store.UpsertAsync("rollup", new TableEntity(writes[0].Key) { ["Day"] = Time.GetUtcNow() }, CancellationToken.None);
            }
        };
        await Ledger.Orphans.RunAsync(CancellationToken.None);

        Time.Advance(TimeSpan.FromDays(5));
        await Ledger.Orphans.RunAsync(CancellationToken.None);

        Assert.Equal(LedgerOutcome.Failed, Assert.Single(await RowsAsync()).Outcome);
    }

    [Fact]
    public async Task Instances_that_ended_long_ago_are_forgotten()
    {
        await using var lease = Lease();
        await lease.RenewAsync(CancellationToken.None);
        Time.Advance(TimeSpan.FromDays(8));

        await Ledger.Orphans.RunAsync(CancellationToken.None);

        Assert.Null(await Store.GetAsync("instances", new TableKey("lease", lease.Id), CancellationToken.None));
    }

    private static LedgerEntry Of(string instance, int number, string keyId = "key") => Open(number, keyId) with { InstanceId = instance, IsEstimate = false };

    private InstanceLease Lease() => new(Store, new InstanceOptions(), Time, Guid.NewGuid, NullLogger<InstanceLease>.Instance);

    private async Task WriteAsync(params LedgerEntry[] entries)
    {
        foreach (var entry in entries)
        {
            await Writer.SettleAsync(entry, CancellationToken.None);
        }

        await Writer.FlushAsync(CancellationToken.None);
    }
}
