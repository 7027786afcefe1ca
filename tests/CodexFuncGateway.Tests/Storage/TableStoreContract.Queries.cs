using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Tests.Storage;

public abstract partial class TableStoreContract
{
    [Fact]
    public async Task A_partition_is_read_in_the_order_of_its_row_keys()
    {
        await InsertRowsAsync("p", "b", "a", "C", "c");
        await InsertRowsAsync("o", "x");
        await InsertRowsAsync("p1", "x");

        Assert.Equal(["p:C", "p:a", "p:b", "p:c"], await KeysAsync(TableQuery.Rows("p")));
    }

    [Theory]
    [InlineData("b", null, "b,c,d")]
    [InlineData(null, "c", "a,b")]
    [InlineData("b", "d", "b,c")]
    [InlineData("bb", "z", "c,d")]
    [InlineData("c", "c", "")]
    public async Task A_range_of_rows_includes_its_start_and_excludes_its_end(string? from, string? before, string expected)
    {
        await InsertRowsAsync("p", "a", "b", "c", "d");

        var keys = await KeysAsync(TableQuery.Rows("p", from, before));

        Assert.Equal(expected, string.Join(',', keys.Select(key => key[2..])));
    }

    [Fact]
    public async Task A_range_of_partitions_is_read_in_order_of_partition_then_row()
    {
        await InsertRowsAsync("c", "1");
        await InsertRowsAsync("b", "2", "1");
        await InsertRowsAsync("a", "1");
        await InsertRowsAsync("d", "1");

        Assert.Equal(["b:1", "b:2", "c:1"], await KeysAsync(TableQuery.Partitions("b", "d")));
        Assert.Equal(["a:1", "b:1", "b:2", "c:1", "d:1"], await KeysAsync(TableQuery.Partitions()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Pages_of_any_size_add_up_to_the_whole_range(int pageSize)
    {
        await InsertRowsAsync("p", "a", "b", "c", "d", "e", "f", "g");
        await InsertRowsAsync("q", "a");

        var keys = await KeysAsync(TableQuery.Rows("p") with { PageSize = pageSize });

        Assert.Equal(["p:a", "p:b", "p:c", "p:d", "p:e", "p:f", "p:g"], keys);
    }

    [Fact]
    public async Task A_page_is_no_larger_than_asked_and_the_last_one_has_no_continuation()
    {
        await InsertRowsAsync("p", "a", "b", "c");

        var first = await store.QueryAsync(Table, TableQuery.Rows("p") with { PageSize = 2 }, CancellationToken.None);
        var rest = TableQuery.Rows("p") with { PageSize = 2, Continuation = first.Continuation };
        var second = await store.QueryAsync(Table, rest, CancellationToken.None);

        Assert.Equal(2, first.Entities.Count);
        Assert.Single(second.Entities);
        Assert.Null(second.Continuation);
    }

    [Fact]
    public async Task A_continuation_holds_while_rows_come_and_go()
    {
        await InsertRowsAsync("p", "b", "c", "d", "e");
        var first = await store.QueryAsync(Table, TableQuery.Rows("p") with { PageSize = 2 }, CancellationToken.None);

        await InsertRowsAsync("p", "a");
        await store.DeleteAsync(Table, new TableKey("p", "d"), eTag: null, CancellationToken.None);

        Assert.Equal(["p:e"], await KeysAsync(TableQuery.Rows("p") with { Continuation = first.Continuation }));
    }

    [Fact]
    public async Task A_continuation_from_elsewhere_never_leads_out_of_the_range()
    {
        await InsertRowsAsync("p", "a", "b", "c", "d");
        await InsertRowsAsync("o", "a", "b");
        var inPartition = await store.QueryAsync(Table, TableQuery.Rows("p") with { PageSize = 1 }, CancellationToken.None);
        var inOther = await store.QueryAsync(Table, TableQuery.Rows("o") with { PageSize = 1 }, CancellationToken.None);

        Assert.Equal(["p:c"], await KeysAsync(TableQuery.Rows("p", "c", "d") with { Continuation = inPartition.Continuation }));
        Assert.Equal(["p:c"], await KeysAsync(TableQuery.Rows("p", "c", "d") with { Continuation = inOther.Continuation }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public Task A_page_size_outside_1_to_1000_is_refused(int pageSize) =>
        FailsAsync(
            TableStoreFailure.Invalid,
            () => store.QueryAsync(Table, TableQuery.Rows("p") with { PageSize = pageSize }, CancellationToken.None));

    [Fact]
    public async Task A_made_up_continuation_is_refused()
    {
        await InsertRowsAsync("p", "a");

        await FailsAsync(
            TableStoreFailure.Invalid,
            () => store.QueryAsync(Table, TableQuery.Rows("p") with { Continuation = "made up" }, CancellationToken.None));
    }

    private async Task InsertRowsAsync(string partition, params string[] rows)
    {
        foreach (var row in rows)
        {
            await InsertAsync(Entity(partition, row));
        }
    }

    private async Task<List<string>> KeysAsync(TableQuery query)
    {
        var keys = new List<string>();
        await foreach (var entity in store.ReadAllAsync(Table, query, CancellationToken.None))
        {
            keys.Add($"{entity.Key.Partition}:{entity.Key.Row}");
        }

        return keys;
    }
}
