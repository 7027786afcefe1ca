using CodexFuncGateway.Costs;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Ledger.Spool;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Tests.Ledger;
using CodexFuncGateway.Tests.Storage.Embedded;
using CodexFuncGateway.Tests.Support;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Costs;

/// <summary>The clock of these tests starts on 4 November 2026 at noon.</summary>
public sealed class CellRollUpTests
{
    private readonly CostsUnderTest costs = new();

    [Fact]
    public async Task An_hour_is_rolled_up_once_it_has_ended_longer_ago_than_the_longest_stream()
    {
        await costs.CallAsync("11-04T12:10", 7);
        costs.MoveTo("11-04T13:34");
        await costs.RollUpAsync();
        var early = await costs.StoredAsync("h|2026110412");
        costs.MoveTo("11-04T13:35");
        await costs.RollUpAsync();

        Assert.Equal(((0, 0L), (1, 7L)), (early, await costs.StoredAsync("h|2026110412")));
        Assert.Equal(CostsUnderTest.At("11-04T13:00"), await costs.Watermark.ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_day_is_rolled_up_with_its_last_hour()
    {
        await costs.CallAsync("11-04T12:10", 7);
        costs.MoveTo("11-04T23:40");
        await costs.RollUpAsync();
        await costs.CallAsync("11-04T23:41", 5);
        var before = await costs.StoredAsync("d|20261104");
        costs.MoveTo("11-05T00:36");
        await costs.RollUpAsync();

        Assert.Equal(((0, 0L), (1, 12L), (1, 12L)), (before, await costs.StoredAsync("d|20261104"), await costs.StoredAsync("td|20261104")));
    }

    [Fact]
    public async Task Calls_that_differ_in_anything_that_is_told_apart_have_cells_of_their_own()
    {
        var call = await costs.CallAsync("11-04T12:10");
        LedgerEntry[] others =
        [
            call with { User = "ann" }, call with { Team = "red" }, call with { Tags = ["x"] }, call with { Tags = ["x", "y"] },
            call with { ModelAsked = "daily" }, call with { Provider = "openai" }, call with { ModelServed = "gpt" }, call with { KeyId = "key2" },
        ];
        foreach (var (other, i) in others.Select((other, i) => (other, i)))
        {
            await costs.WriteAsync(other with { RequestId = $"other{i}" });
        }

        await costs.WriteAsync(call with { RequestId = "like the first", Outcome = LedgerOutcome.Failed, IsEstimate = true });
        costs.MoveTo("11-04T14:00");
        await costs.RollUpAsync();

        Assert.Equal((9, 10_000L), await costs.StoredAsync("h|2026110412"));
    }

    [Fact]
    public async Task A_cell_holds_every_sum()
    {
        var call = await costs.CallAsync("11-04T12:10");
        var usage = new TokenUsage
        {
            FreshInputTokens = 1, CacheReadTokens = 2, CacheWrite5mTokens = 3, CacheWrite1hTokens = 4, OutputTokens = 5, ReasoningTokens = 6, Searches = 7,
        };
        await costs.WriteAsync(call with { Usage = usage });
        await costs.WriteAsync(call with { RequestId = "2", Usage = usage, Outcome = LedgerOutcome.Rejected, IsEstimate = true });
        costs.MoveTo("11-04T14:00");
        await costs.RollUpAsync();

        var row = Assert.Single((await costs.Store.QueryAsync("costs202611", TableQuery.Rows("h|2026110412"), CancellationToken.None)).Entities);
        var expected = new CostSums
        {
            Requests = 2, FailedRequests = 1, EstimatedRequests = 1, CostNanoUsd = 2_000,
            Usage = new TokenUsage
            {
                FreshInputTokens = 2, CacheReadTokens = 4, CacheWrite5mTokens = 6, CacheWrite1hTokens = 8, OutputTokens = 10, ReasoningTokens = 12, Searches = 14,
            },
        };
        Assert.Equal(expected, CellRow.Read(row).Sums);
    }

    [Fact]
    public async Task Running_again_writes_nothing()
    {
        await costs.CallAsync("11-03T12:10");
        await costs.RollUpAsync();
        await costs.LateDays.MarkAsync(CostsUnderTest.At("11-03T00:00"), CancellationToken.None);
        var store = new TestTableStore();
        await CopyAsync(store);

        await costs.RollUpAsync(store);

        Assert.DoesNotContain(store.Submitted.SelectMany(writes => writes), write => write.Key.Partition is not ("late" or "watermark"));
        Assert.Equal((1, 1_000L), await costs.StoredAsync("d|20261103"));

        async Task CopyAsync(ITableStore other)
        {
            foreach (var table in (string[])["usage202611", "usagedays", "costs202611", "rollup"])
            {
                await foreach (var row in costs.Store.ReadAllAsync(table, TableQuery.Partitions(), CancellationToken.None))
                {
                    await other.InsertAsync(table, row, CancellationToken.None);
                }
            }

            store.Submitted.Clear();
        }
    }

    [Fact]
    public async Task A_call_that_settles_after_its_day_was_rolled_up_is_found()
    {
        await costs.CallAsync("11-03T12:10", 7);
        await costs.RollUpAsync();

        await costs.CallAsync("11-03T12:50", 5);
        await costs.RollUpAsync();

        Assert.Equal((1, 12L), await costs.StoredAsync("h|2026110312"));
        Assert.Equal((1, 12L), await costs.StoredAsync("d|20261103"));
    }

    [Fact]
    public async Task So_is_one_that_the_ledger_could_not_store_before()
    {
        await costs.CallAsync("11-03T12:10", 7);
        await costs.RollUpAsync();
        using var directory = new TemporaryDirectory();
        await using (var ledger = LedgerUnderTest.Start(costs.Store, costs.Time, new SpoolOptions { SpoolDirectory = directory.Path }))
        {
            await ledger.Writer.SettleAsync(LedgerEntries.Settled(2) with { StartedAt = CostsUnderTest.At("11-03T12:20"), CostNanoUsd = 5 }, CancellationToken.None);
            await ledger.Writer.FlushAsync(CancellationToken.None);
        }

        await costs.RollUpAsync();

        Assert.Equal((2, 12L), await costs.StoredAsync("d|20261103"));
    }

    [Fact]
    public async Task A_call_that_settles_in_time_marks_nothing()
    {
        using var directory = new TemporaryDirectory();
        await using var ledger = LedgerUnderTest.Start(costs.Store, costs.Time, new SpoolOptions { SpoolDirectory = directory.Path });
        await ledger.Writer.SettleAsync(LedgerEntries.Settled(1) with { StartedAt = CostsUnderTest.At("11-04T11:00") }, CancellationToken.None);
        await ledger.Writer.FlushAsync(CancellationToken.None);

        Assert.Empty(await costs.LateDays.ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_row_that_was_announced_and_stored_only_after_the_next_run_is_found()
    {
        await costs.CallAsync("11-03T12:10", 7);
        await costs.RollUpAsync();
        var late = LedgerEntries.Settled(2) with { StartedAt = CostsUnderTest.At("11-03T12:50") };
        await costs.LateDays.AnnounceAsync(late.StartedAt, CancellationToken.None);
        costs.Time.Advance(TimeSpan.FromMinutes(5));
        await costs.RollUpAsync();
        await costs.Store.UpsertAsync("usage202611", LedgerRow.Map(late), CancellationToken.None);
        costs.Time.Advance(TimeSpan.FromMinutes(10));

        await costs.RollUpAsync();

        Assert.Equal((2, 1_241L), await costs.StoredAsync("d|20261103"));
        Assert.Empty(await costs.LateDays.ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task An_open_call_costs_nothing_yet_and_keeps_its_day_from_being_final()
    {
        var call = await costs.CallAsync("11-03T12:10", 7);
        await costs.WriteAsync(call with { RequestId = "open", Outcome = LedgerOutcome.Open, CostNanoUsd = 9_000 });
        await costs.RollUpAsync();
        costs.Time.Advance(TimeSpan.FromHours(5));
        await costs.RollUpAsync();
        var (whileOpen, marks) = (await costs.StoredAsync("d|20261103"), await costs.LateDays.ReadAsync(CancellationToken.None));

        // As whoever settles orphans does, without a word.
        await costs.Store.UpsertAsync("usage202611", LedgerRow.Map(call with { RequestId = "open", CostNanoUsd = 9_000 }), CancellationToken.None);
        await costs.RollUpAsync();

        Assert.Equal((1, 7L), whileOpen);
        Assert.Equal(CostsUnderTest.At("11-03T00:00"), Assert.Single(marks).Day);
        Assert.Equal((1, 9_007L), await costs.StoredAsync("d|20261103"));
    }

    [Fact]
    public async Task A_cell_without_a_call_left_is_removed()
    {
        var call = await costs.CallAsync("11-03T12:10");
        await costs.RollUpAsync();
        await costs.WriteAsync(call with { ModelServed = "another" });

        await costs.RollUpAsync();

        var report = await costs.ReportAsync("11-03T00:00", "11-04T00:00", CostGrouping.Model);
        Assert.Equal(["another"], report.Groups.Select(group => group.Values[0]));
    }

    [Fact]
    public async Task Two_processes_at_once_come_to_the_same()
    {
        var call = await costs.CallAsync("11-03T12:10", 7);
        await costs.RollUpAsync();
        await costs.WriteAsync(call with { ModelServed = "another" });
        await costs.CallAsync("11-04T09:10", 5);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => costs.RollUpAsync())));

        Assert.Equal(((1, 7L), (1, 5L)), (await costs.StoredAsync("d|20261103"), await costs.StoredAsync("h|2026110409")));
        Assert.Equal(CostsUnderTest.At("11-04T11:00"), await costs.Watermark.ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_run_that_overwrites_with_what_it_read_too_early_is_put_right_by_the_next()
    {
        await costs.CallAsync("11-03T12:10", 7);
        await costs.RollUpAsync();
        await costs.LateDays.MarkAsync(CostsUnderTest.At("11-03T00:00"), CancellationToken.None);
        var slow = new HeldCellReads(costs.Store);
        var slowRun = costs.RollUpAsync(slow);
        await slow.Reached;
        await costs.WriteAsync(LedgerEntries.Settled(2) with { StartedAt = CostsUnderTest.At("11-03T12:20"), CostNanoUsd = 5 });
        await costs.RollUpAsync();
        slow.Release();
        await slowRun;
        var wrong = await costs.StoredAsync("d|20261103");

        costs.Time.Advance(TimeSpan.FromMinutes(15));
        await costs.RollUpAsync();

        Assert.Equal(((1, 7L), (2, 12L)), (wrong, await costs.StoredAsync("d|20261103")));
        Assert.Empty(await costs.LateDays.ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task After_days_without_a_run_the_next_one_makes_up_for_them()
    {
        await costs.RollUpAsync();
        costs.MoveTo("11-04T20:00");
        await costs.CallAsync("11-04T20:00", 1);
        costs.MoveTo("11-30T20:00");
        await costs.CallAsync("11-30T20:00", 2);
        costs.MoveTo("12-03T02:00");

        await costs.RollUpAsync();

        Assert.Equal(((1, 1L), (1, 2L)), (await costs.StoredAsync("d|20261104"), await costs.StoredAsync("d|20261130")));
        Assert.Equal(3, await costs.CostAsync("11-01T00:00", "12-04T00:00"));
    }
}
