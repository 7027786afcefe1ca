using CodexFuncGateway.Costs;
using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Tests.Costs;

/// <summary>What a question reads, range by range: no table is ever read as a whole.</summary>
public sealed class BoundedReadTests : IAsyncLifetime
{
    private readonly CostsUnderTest costs = new();

    public async Task InitializeAsync()
    {
        foreach (var key in (string[])["key1", "key2", "key3"])
        {
            foreach (var time in (string[])["11-01T08:00", "11-02T08:00", "11-03T08:00", "11-03T09:00", "11-04T09:30", "11-04T11:30"])
            {
                await costs.CallAsync(time, keyId: key);
            }
        }

        await costs.RollUpAsync();
        // Long enough for the marks of these late calls to be taken away.
        costs.Time.Advance(TimeSpan.FromMinutes(20));
        await costs.RollUpAsync();
        costs.Reads.Clear();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Days_by_team_and_model_are_read_from_the_short_cells()
    {
        await costs.ReportAsync("11-01T00:00", "11-04T00:00", CostGrouping.Day, CostGrouping.Team, CostGrouping.Model, CostGrouping.Provider);

        Assert.Equal(["costs202611 td|20261101", "costs202611 td|20261102", "costs202611 td|20261103"], costs.Reads.Partitions);
        Assert.Equal(3, costs.Reads.Rows);
    }

    [Fact]
    public async Task Days_by_key_user_or_tag_are_read_from_the_long_ones()
    {
        await costs.ReportAsync("11-02T00:00", "11-04T00:00", CostGrouping.User);

        Assert.Equal(["costs202611 d|20261102", "costs202611 d|20261103"], costs.Reads.Partitions);
        Assert.Equal(6, costs.Reads.Rows);
    }

    [Fact]
    public async Task A_day_in_part_is_read_hour_by_hour()
    {
        await costs.ReportAsync("11-03T08:00", "11-03T10:00");

        Assert.Equal(["costs202611 th|2026110308", "costs202611 th|2026110309"], costs.Reads.Partitions);
    }

    [Fact]
    public async Task What_is_not_rolled_up_is_read_from_the_partitions_of_keys_with_calls_that_day_and_only_from_there_on()
    {
        await costs.ReportAsync("11-04T09:00", "11-05T00:00");

        Assert.Equal(
            ["costs202611 th|2026110409", "costs202611 th|2026110410", "usage202611 key1|20261104", "usage202611 key2|20261104", "usage202611 key3|20261104", "usagedays 20261104"],
            costs.Reads.Partitions);
        Assert.All(costs.Reads.Queries.Where(read => read.Table == "usage202611"), read => Assert.NotNull(read.Query.Before));
        Assert.Equal(1 + 3 + 3, costs.Reads.Rows);
    }

    [Fact]
    public async Task The_costs_of_a_key_are_a_range_within_its_partitions()
    {
        var filter = CostFilter.None.And(CostGrouping.Key, "key2");
        await costs.Reporter.ReportAsync(new CostQuery(CostsUnderTest.At("11-01T00:00"), CostsUnderTest.At("11-05T00:00"), [], filter), CancellationToken.None);

        // A row of each of three days, of two hours, one that is not rolled up, and the list of the day's keys.
        Assert.Equal(3 + 1 + 1 + 3, costs.Reads.Rows);
        Assert.DoesNotContain(costs.Reads.Partitions, range => range.StartsWith("usage202611 key1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_of_calls_reads_no_further_back_than_it_must()
    {
        await costs.Calls.ReadAsync(new CallQuery(CostsUnderTest.At("11-01T00:00"), CostsUnderTest.At("11-05T00:00"), CostFilter.None) { PageSize = 8 }, CancellationToken.None);

        Assert.Equal(
            [
                "usage202611 key1|20261103", "usage202611 key1|20261104", "usage202611 key2|20261103", "usage202611 key2|20261104",
                "usage202611 key3|20261103", "usage202611 key3|20261104", "usagedays 20261103", "usagedays 20261104",
            ],
            costs.Reads.Partitions);
    }

    [Fact]
    public async Task A_roll_up_reads_the_days_that_have_changed()
    {
        await costs.CallAsync("11-02T10:00");
        costs.Reads.Clear();

        await costs.RollUpAsync();

        Assert.All(costs.Reads.Queries, read => Assert.True(
            read.Query.Partition is "late" || read.Query.Partition!.Contains("20261102", StringComparison.Ordinal), $"{read.Table} {read.Query.Partition}"));
    }

    [Fact]
    public async Task Nothing_is_read_across_partitions_but_the_one_row_that_tells_where_to_begin()
    {
        var fresh = new CostsUnderTest();
        await fresh.CallAsync("10-20T10:00");
        fresh.Reads.Clear();
        await fresh.RollUpAsync();
        await fresh.ReportAsync("10-01T00:00", "11-05T00:00", CostGrouping.Tag);

        var (table, query) = Assert.Single(fresh.Reads.Queries, read => read.Query.Partition is null);
        Assert.Equal(("usagedays", 1), (table, query.PageSize));
        Assert.Single((await fresh.Store.QueryAsync("costs202610", TableQuery.Rows("d|20261020"), CancellationToken.None)).Entities);
    }
}
