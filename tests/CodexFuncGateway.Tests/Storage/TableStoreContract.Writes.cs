using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Tests.Storage;

public abstract partial class TableStoreContract
{
    [Fact]
    public async Task An_inserted_entity_is_read_back_with_its_etag()
    {
        var eTag = await InsertAsync(Entity("p", "r", "one"));

        var read = await store.GetAsync(Table, new TableKey("p", "r"), CancellationToken.None);

        Assert.Equal("one", read!.GetString("Value"));
        Assert.Equal(new TableKey("p", "r"), read.Key);
        Assert.Equal(eTag, read.ETag);
    }

    [Fact]
    public async Task Nothing_is_found_in_a_table_that_nobody_wrote_to()
    {
        Assert.Null(await store.GetAsync(Table, new TableKey("p", "r"), CancellationToken.None));
        Assert.Empty((await store.QueryAsync(Table, TableQuery.Partitions(), CancellationToken.None)).Entities);
    }

    [Fact]
    public async Task A_second_insert_of_a_key_is_refused_and_changes_nothing()
    {
        await InsertAsync(Entity("p", "r", "one"));

        await FailsAsync(TableStoreFailure.AlreadyExists, () => InsertAsync(Entity("p", "r", "two")));

        Assert.Equal("one", await ValueAsync("p", "r"));
    }

    [Fact]
    public async Task An_upsert_replaces_the_whole_entity()
    {
        await InsertAsync(new TableEntity(new TableKey("p", "r")) { ["Old"] = "old" });

        await store.UpsertAsync(Table, Entity("p", "r", "new"), CancellationToken.None);

        var read = await store.GetAsync(Table, new TableKey("p", "r"), CancellationToken.None);
        Assert.Equal("new", read!.GetString("Value"));
        Assert.Null(read["Old"]);
    }

    [Fact]
    public async Task An_update_of_the_version_read_succeeds_and_makes_a_new_one()
    {
        var first = await InsertAsync(Entity("p", "r", "one"));

        var second = await store.UpdateAsync(Table, Entity("p", "r", "two"), first, CancellationToken.None);

        Assert.NotEqual(first, second);
        Assert.Equal("two", await ValueAsync("p", "r"));
    }

    [Fact]
    public async Task An_update_of_an_older_version_is_refused_and_changes_nothing()
    {
        var first = await InsertAsync(Entity("p", "r", "one"));
        await store.UpsertAsync(Table, Entity("p", "r", "two"), CancellationToken.None);

        await FailsAsync(
            TableStoreFailure.PreconditionFailed,
            () => store.UpdateAsync(Table, Entity("p", "r", "three"), first, CancellationToken.None));

        Assert.Equal("two", await ValueAsync("p", "r"));
    }

    [Fact]
    public async Task An_update_of_a_missing_entity_finds_nothing()
    {
        var eTag = await InsertAsync(Entity("p", "r"));

        await FailsAsync(
            TableStoreFailure.NotFound,
            () => store.UpdateAsync(Table, Entity("p", "other"), eTag, CancellationToken.None));
    }

    [Fact]
    public async Task Of_many_concurrent_updates_of_one_version_a_single_one_wins()
    {
        var eTag = await InsertAsync(Entity("p", "r", "start"));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => TryUpdateAsync($"{number}", eTag))));

        var winner = Assert.Single(outcomes, outcome => outcome is not null);
        Assert.Equal(winner, await ValueAsync("p", "r"));
    }

    [Fact]
    public async Task Concurrent_increments_that_retry_on_conflict_lose_none()
    {
        await InsertAsync(new TableEntity(new TableKey("p", "r")) { ["Count"] = 0L });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => IncrementAsync(times: 10))));

        var read = await store.GetAsync(Table, new TableKey("p", "r"), CancellationToken.None);
        Assert.Equal(80L, read!.GetInt64("Count"));
    }

    [Fact]
    public async Task A_deleted_entity_is_gone()
    {
        await InsertAsync(Entity("p", "r"));

        await store.DeleteAsync(Table, new TableKey("p", "r"), eTag: null, CancellationToken.None);

        Assert.Null(await ValueAsync("p", "r"));
    }

    [Fact]
    public async Task A_delete_of_an_older_version_is_refused()
    {
        var first = await InsertAsync(Entity("p", "r", "one"));
        await store.UpsertAsync(Table, Entity("p", "r", "two"), CancellationToken.None);

        await FailsAsync(
            TableStoreFailure.PreconditionFailed,
            () => store.DeleteAsync(Table, new TableKey("p", "r"), first, CancellationToken.None));

        Assert.Equal("two", await ValueAsync("p", "r"));
    }

    [Fact]
    public Task A_delete_of_a_missing_entity_finds_nothing() =>
        FailsAsync(TableStoreFailure.NotFound, () => store.DeleteAsync(Table, new TableKey("p", "r"), eTag: null, CancellationToken.None));

    [Fact]
    public async Task An_entity_that_was_deleted_and_made_anew_has_another_version()
    {
        var first = await InsertAsync(Entity("p", "r"));
        await store.DeleteAsync(Table, new TableKey("p", "r"), first, CancellationToken.None);

        Assert.NotEqual(first, await InsertAsync(Entity("p", "r")));
    }

    private async Task<string?> TryUpdateAsync(string value, string eTag)
    {
        try
        {
            await store.UpdateAsync(Table, Entity("p", "r", value), eTag, CancellationToken.None);
            return value;
        }
        catch (TableStoreException exception) when (exception.Failure == TableStoreFailure.PreconditionFailed)
        {
            return null;
        }
    }

    private async Task IncrementAsync(int times)
    {
        while (times > 0)
        {
            var read = await store.GetAsync(Table, new TableKey("p", "r"), CancellationToken.None);
            var next = new TableEntity(read!.Key) { ["Count"] = read.GetInt64("Count") + 1 };
            try
            {
                await store.UpdateAsync(Table, next, read.ETag!, CancellationToken.None);
                times--;
            }
            catch (TableStoreException exception) when (exception.Failure == TableStoreFailure.PreconditionFailed)
            {
                // Another writer was faster; read again.
            }
        }
    }
}
