using CodexFuncGateway.Storage;
using CodexFuncGateway.Storage.Embedded;
using CodexFuncGateway.Storage.Journals;

namespace CodexFuncGateway.Tests.Storage.Embedded;

public sealed class JournalTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Everything_survives_a_restart_with_its_etags()
    {
        var before = await WithStoreAsync(async store =>
        {
            await store.UpsertAsync("keys", Entity("kept", "1"), CancellationToken.None);
            await store.UpsertAsync("keys", Entity("gone", "1"), CancellationToken.None);
            await store.DeleteAsync("keys", new TableKey("p", "gone"), eTag: null, CancellationToken.None);
            return await store.UpsertAsync("keys", Entity("kept", "2"), CancellationToken.None);
        });

        await WithStoreAsync(async store =>
        {
            var kept = await store.GetAsync("keys", new TableKey("p", "kept"), CancellationToken.None);
            Assert.Equal("2", kept!.GetString("Value"));
            Assert.Equal(before, kept.ETag);
            Assert.Null(await store.GetAsync("keys", new TableKey("p", "gone"), CancellationToken.None));
            return await store.UpdateAsync("keys", Entity("kept", "3"), before, CancellationToken.None);
        });
    }

    [Fact]
    public async Task A_line_is_with_the_operating_system_when_the_append_completes()
    {
        await using var journal = new Journal(new FileStream(directory.Journal, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0));

        await journal.AppendAsync(Line("canary"));

        await using var beside = new FileStream(directory.Journal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(beside);
        Assert.Contains("canary", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_that_could_not_be_written_says_so_and_takes_no_more()
    {
        await File.WriteAllTextAsync(directory.Journal, "");
        await using var journal = new Journal(new FileStream(directory.Journal, FileMode.Open, FileAccess.Read));

        var failed = await Assert.ThrowsAsync<TableStoreException>(() => journal.AppendAsync(Line("lost")));

        Assert.Equal(TableStoreFailure.Unavailable, failed.Failure);
        Assert.Throws<TableStoreException>(journal.ThrowIfFailed);
    }

    [Fact]
    public async Task Restarting_at_every_byte_of_a_torn_last_line_keeps_all_lines_before_it()
    {
        await WriteRowsAsync(2);
        var whole = await File.ReadAllBytesAsync(directory.Journal);
        var lastLine = Array.IndexOf(whole, (byte)'\n') + 1;

        for (var length = lastLine; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(directory.Journal, whole[..length]);
            Assert.Equal(["0"], await RowsAsync());
        }
    }

    [Fact]
    public async Task What_is_written_after_a_torn_line_is_read_again()
    {
        await WriteRowsAsync(1);
        await File.AppendAllTextAsync(directory.Journal, """{"table":"keys","cha""");

        await WithStoreAsync(store => store.UpsertAsync("keys", Entity("later", ""), CancellationToken.None));

        Assert.Equal(["0", "later"], await RowsAsync());
    }

    [Fact]
    public async Task A_torn_batch_is_left_out_as_a_whole()
    {
        await WithStoreAsync(async store =>
        {
            TableWrite[] batch = [new TableWrite.Insert(Entity("a", "")), new TableWrite.Insert(Entity("b", ""))];
            await store.SubmitAsync("keys", batch, CancellationToken.None);
            return "";
        });
        var whole = await File.ReadAllBytesAsync(directory.Journal);

        await File.WriteAllBytesAsync(directory.Journal, whole[..^1]);

        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task A_version_lost_with_a_torn_line_is_not_given_out_again()
    {
        var lost = await WithStoreAsync(store => store.UpsertAsync("keys", Entity("r", ""), CancellationToken.None));
        var whole = await File.ReadAllBytesAsync(directory.Journal);
        await File.WriteAllBytesAsync(directory.Journal, whole[..^1]);

        var next = await WithStoreAsync(store => store.UpsertAsync("keys", Entity("r", ""), CancellationToken.None));

        Assert.NotEqual(lost, next);
    }

    [Fact]
    public async Task Damage_before_the_last_line_is_reported_and_nothing_is_changed()
    {
        await WriteRowsAsync(2);
        var damaged = "{broken\n" + await File.ReadAllTextAsync(directory.Journal);
        await File.WriteAllTextAsync(directory.Journal, damaged);

        var exception = Assert.Throws<InvalidDataException>(() => EmbeddedTableStore.OnDisk(directory.Path, TimeProvider.System));

        Assert.Contains("Line 1", exception.Message, StringComparison.Ordinal);
        Assert.Equal(damaged, await File.ReadAllTextAsync(directory.Journal));
    }

    [Fact]
    public async Task Superseded_lines_are_gone_after_the_next_start()
    {
        await WithStoreAsync(async store =>
        {
            for (var number = 0; number < 50; number++)
            {
                await store.UpsertAsync("keys", Entity("r", $"{number}"), CancellationToken.None);
            }

            return "";
        });
        Assert.Equal(50, (await File.ReadAllLinesAsync(directory.Journal)).Length);

        Assert.Equal(["r"], await RowsAsync());

        Assert.Single(await File.ReadAllLinesAsync(directory.Journal));
    }

    [Fact]
    public async Task Concurrent_writes_are_all_in_the_journal()
    {
        await WithStoreAsync(async store =>
        {
            await Parallel.ForAsync(0, 500, async (number, cancellationToken) =>
                await store.UpsertAsync("keys", Entity($"{number:D3}", ""), cancellationToken));
            return "";
        });

        Assert.Equal(500, (await RowsAsync()).Count);
    }

    [Fact]
    public async Task A_directory_is_kept_from_a_second_store()
    {
        await using var store = EmbeddedTableStore.OnDisk(directory.Path, TimeProvider.System);

        Assert.Throws<IOException>(() => EmbeddedTableStore.OnDisk(directory.Path, TimeProvider.System));
    }

    [Fact]
    public async Task A_disposed_store_takes_no_more_writes()
    {
        var store = EmbeddedTableStore.OnDisk(directory.Path, TimeProvider.System);
        await store.DisposeAsync();
        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.UpsertAsync("keys", Entity("r", ""), CancellationToken.None));
    }

    private static JournalLine Line(string value) => new("keys", [new TableChange(new TableKey("p", "r"), Entity("r", value).WithETag("W/\"1\""))]);

    private static TableEntity Entity(string row, string value) => new(new TableKey("p", row)) { ["Value"] = value };

    private async Task<string> WithStoreAsync(Func<ITableStore, Task<string>> use)
    {
        await using var store = EmbeddedTableStore.OnDisk(directory.Path, TimeProvider.System);
        return await use(store);
    }

    private Task WriteRowsAsync(int count) => WithStoreAsync(async store =>
    {
        for (var number = 0; number < count; number++)
        {
            await store.UpsertAsync("keys", Entity($"{number}", "value"), CancellationToken.None);
        }

        return "";
    });

    private async Task<List<string>> RowsAsync()
    {
        await using var store = EmbeddedTableStore.OnDisk(directory.Path, TimeProvider.System);
        var page = await store.QueryAsync("keys", TableQuery.Rows("p"), CancellationToken.None);
        return [.. page.Entities.Select(entity => entity.Key.Row)];
    }
}
