using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Tests.Storage;

public abstract partial class TableStoreContract
{
    [Fact]
    public async Task A_batch_of_all_kinds_is_applied_and_answered_in_order()
    {
        var eTag = await InsertAsync(Entity("p", "updated"));
        await InsertAsync(Entity("p", "deleted"));

        var eTags = await SubmitAsync(
            new TableWrite.Insert(Entity("p", "inserted", "i")),
            new TableWrite.Delete(new TableKey("p", "deleted")),
            new TableWrite.Upsert(Entity("p", "upserted", "u")),
            new TableWrite.Update(Entity("p", "updated", "v"), eTag));

        Assert.Equal([false, true, false, false], eTags.Select(tag => tag is null));
        Assert.Equal("i", await ValueAsync("p", "inserted"));
        Assert.Null(await ValueAsync("p", "deleted"));
        Assert.Equal("u", await ValueAsync("p", "upserted"));
        Assert.Equal("v", await ValueAsync("p", "updated"));
    }

    [Fact]
    public async Task The_etags_of_a_batch_are_those_of_its_entities()
    {
        var eTags = await SubmitAsync(new TableWrite.Insert(Entity("p", "a")), new TableWrite.Insert(Entity("p", "b")));

        await SubmitAsync(new TableWrite.Update(Entity("p", "a", "2"), eTags[0]!), new TableWrite.Update(Entity("p", "b", "2"), eTags[1]!));

        Assert.Equal("2", await ValueAsync("p", "b"));
    }

    [Fact]
    public async Task A_batch_with_one_conflict_changes_nothing()
    {
        await InsertAsync(Entity("p", "taken", "old"));

        await FailsAsync(
            TableStoreFailure.AlreadyExists,
            () => SubmitAsync(
                new TableWrite.Upsert(Entity("p", "before")),
                new TableWrite.Insert(Entity("p", "taken", "new")),
                new TableWrite.Upsert(Entity("p", "after"))));

        Assert.Null(await ValueAsync("p", "before"));
        Assert.Equal("old", await ValueAsync("p", "taken"));
        Assert.Null(await ValueAsync("p", "after"));
    }

    [Fact]
    public async Task A_batch_holds_a_hundred_writes_and_no_more()
    {
        var writes = Enumerable.Range(0, 101).Select(number => new TableWrite.Upsert(Entity("p", $"{number:D3}"))).ToArray<TableWrite>();

        await SubmitAsync(writes[..100]);
        await FailsAsync(TableStoreFailure.Invalid, () => SubmitAsync(writes));

        Assert.NotNull(await ValueAsync("p", "099"));
        Assert.Null(await ValueAsync("p", "100"));
    }

    [Fact]
    public Task An_empty_batch_is_refused() => FailsAsync(TableStoreFailure.Invalid, () => SubmitAsync());

    [Fact]
    public Task A_batch_across_partitions_is_refused() =>
        FailsAsync(
            TableStoreFailure.Invalid,
            () => SubmitAsync(new TableWrite.Upsert(Entity("p", "r")), new TableWrite.Upsert(Entity("q", "r"))));

    [Fact]
    public Task A_batch_that_writes_an_entity_twice_is_refused() =>
        FailsAsync(
            TableStoreFailure.Invalid,
            () => SubmitAsync(new TableWrite.Upsert(Entity("p", "r", "1")), new TableWrite.Upsert(Entity("p", "r", "2"))));

    [Fact]
    public Task A_batch_of_four_mebibytes_is_refused()
    {
        var large = new string('x', 32_000);
        var writes = Enumerable.Range(0, 70).Select(number => new TableWrite.Upsert(Entity("p", $"{number}", large)));

        return FailsAsync(TableStoreFailure.Invalid, () => SubmitAsync([.. writes]));
    }
}
