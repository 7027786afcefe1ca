using CodexFuncGateway.Errors;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Ledger.Spool;
using CodexFuncGateway.Tests.Support;
using Microsoft.Extensions.Logging;
using static CodexFuncGateway.Tests.Ledger.LedgerEntries;

namespace CodexFuncGateway.Tests.Ledger;

/// <summary>What becomes of rows while the store is away.</summary>
public class LedgerSpoolTests : LedgerWriterFixture
{
    [Fact]
    public async Task A_row_that_the_store_does_not_take_is_recorded_on_disk_and_stored_when_it_does()
    {
        FailWrites();
        await Writer.Open(Open(1)).WaitAsync();

        Assert.Single(SpoolFiles);
        Assert.Empty(await RowsAsync());

        HealWrites();
        await Writer.FlushAsync(CancellationToken.None);
        Assert.Equivalent(Open(1), Assert.Single(await RowsAsync()), strict: true);
        Assert.Empty(SpoolFiles);
    }

    [Fact]
    public async Task A_store_that_is_only_slow_holds_nobody_up_either()
    {
        var held = HoldWrites();
        var row = Writer.Open(Open(1));
        await held.Reached;

        Time.Advance(new LedgerWriterOptions().StoreDeadline);
        await row.WaitAsync();

        Assert.Single(SpoolFiles);
        held.Release();
        await Writer.FlushAsync(CancellationToken.None);
        Assert.Single(await RowsAsync());
    }

    [Fact]
    public async Task Calls_do_not_ask_a_store_that_is_away()
    {
        FailWrites();
        await Writer.Open(Open(1)).WaitAsync();
        var asked = Store.Submitted.Count;

        for (var number = 2; number < 50; number++)
        {
            await Writer.Open(Open(number)).WaitAsync();
        }

        // The replay asks at most once or twice before it waits for the clock.
        Assert.InRange(Store.Submitted.Count, asked, asked + 2);
    }

    [Fact]
    public async Task Calls_use_the_store_again_once_the_spool_is_stored()
    {
        FailWrites();
        await Writer.Open(Open(1)).WaitAsync();
        HealWrites();
        await Writer.FlushAsync(CancellationToken.None);

        await Writer.Open(Open(2)).WaitAsync();

        Assert.Equal(2, (await RowsAsync()).Count);
        Assert.Empty(SpoolFiles);
    }

    [Fact]
    public async Task What_a_dead_process_left_is_stored_by_the_next()
    {
        await DieWithAsync(Open(1), Settled(2));

        await using var next = Start();
        await next.Replay.RunNowAsync(CancellationToken.None);

        Assert.Equal([LedgerOutcome.Open, LedgerOutcome.Completed], (await RowsAsync()).Select(row => row.Outcome));
        Assert.Empty(SpoolFiles);
    }

    [Fact]
    public async Task What_a_living_process_spools_is_left_to_it()
    {
        FailWrites();
        await Writer.Open(Open(1)).WaitAsync();

        var healthy = new TestTableStore();
        await using var beside = Start(store: healthy);
        await beside.Replay.RunNowAsync(CancellationToken.None);

        Assert.Empty(healthy.Submitted);
        Assert.Single(SpoolFiles);
    }

    [Fact]
    public async Task A_line_that_was_being_written_at_the_end_is_left_out()
    {
        await DieWithAsync(Settled(1), Settled(2));
        var whole = await File.ReadAllBytesAsync(SpoolFiles[0]);
        var lastLine = Array.IndexOf(whole, (byte)'\n') + 1;
        foreach (var length in new[] { lastLine, lastLine + 1, whole.Length - 1 })
        {
            await File.WriteAllBytesAsync(Path.Combine(SpoolPath, "torn.jsonl"), whole[..length]);
            var store = new TestTableStore();
            await using var next = Start(store: store);
            await next.Replay.RunNowAsync(CancellationToken.None);

            Assert.Contains(await store.RowsAsync(), row => row.RequestId == "request1");
            Assert.Empty(SpoolFiles);
        }
    }

    [Fact]
    public async Task A_damaged_spool_is_set_aside_and_holds_up_no_other()
    {
        await DieWithAsync(Settled(1));
        await File.WriteAllTextAsync(Path.Combine(SpoolPath, "0.jsonl"), "{broken\n{}\n");

        await using var next = Start();
        await next.Replay.RunNowAsync(CancellationToken.None);

        Assert.Equal("0.jsonl.damaged", Path.GetFileName(Assert.Single(SpoolFiles)));
        Assert.Single(await RowsAsync());
        Assert.Contains(Logger.Lines, line => line.Level == LogLevel.Critical);
    }

    [Fact]
    public async Task A_spooled_open_row_leaves_the_settled_one_alone()
    {
        await DieWithAsync(Open(1));
        await using var next = Start();
        await next.Writer.SettleAsync(Settled(1), CancellationToken.None);
        await next.Writer.FlushAsync(CancellationToken.None);
        await next.Replay.RunNowAsync(CancellationToken.None);

        Assert.Equivalent(Settled(1), Assert.Single(await RowsAsync()), strict: true);
    }

    [Fact]
    public async Task A_spool_replayed_twice_changes_nothing()
    {
        await DieWithAsync(Open(1), Settled(2));
        var spool = await File.ReadAllBytesAsync(SpoolFiles[0]);
        await using var next = Start();
        await next.Replay.RunNowAsync(CancellationToken.None);
        var before = await RowsAsync();

        await File.WriteAllBytesAsync(Path.Combine(SpoolPath, "again.jsonl"), spool);
        await next.Replay.RunNowAsync(CancellationToken.None);

        Assert.Equivalent(before, await RowsAsync(), strict: true);
    }

    [Fact]
    public async Task A_row_of_a_day_that_is_over_is_noted_for_the_roll_up()
    {
        await DieWithAsync(Settled(1) with { StartedAt = Noon.AddDays(-2) }, Settled(2) with { StartedAt = Noon.AddDays(-1) });

        await using var next = Start();
        await next.Replay.RunNowAsync(CancellationToken.None);

        var late = await next.LateDays.ReadAsync(CancellationToken.None);
        Assert.Equal([2, 3], late.Select(mark => mark.Day.Day));
    }

    [Fact]
    public async Task A_full_spool_takes_no_more_calls_but_how_those_ended_that_were_made()
    {
        await using var ledger = Start(spool: new SpoolOptions { SpoolDirectory = Path.GetDirectoryName(SpoolPath), SpoolMegabytes = 1 });
        FailWrites();
        var made = new List<int>();
        var refusal = await Assert.ThrowsAsync<GatewayException>(async () =>
        {
            for (var number = 0; ; number++)
            {
                await ledger.Writer.Open(Open(number)).WaitAsync();
                made.Add(number);
            }
        });

        Assert.Equal(ErrorKind.Unavailable, refusal.Error.Kind);
        Assert.InRange(made.Count, 400, 1_100);
        Assert.InRange(SpoolFiles.Sum(file => new FileInfo(file).Length), 500_000, 530_000);

        var left = ledger.Spool.Append([.. made.Select(number => Settled(number))]);
        Assert.True(left.Count < made.Count / 4, $"{left.Count} of {made.Count} settlements found no room");
        Assert.InRange(SpoolFiles.Sum(file => new FileInfo(file).Length), 900_000, 1_060_000);
        HealWrites();
    }

    [Fact]
    public async Task Nobody_else_may_read_it()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        FailWrites();
        await Writer.Open(Open(1)).WaitAsync();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(SpoolPath));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(SpoolFiles[0]));
    }

    /// <summary>A process that had these entries when the store was away, and is gone.</summary>
    private async Task DieWithAsync(params LedgerEntry[] entries)
    {
        FailWrites();
        await using (var ledger = Start())
        {
            foreach (var entry in entries)
            {
                await ledger.Writer.SettleAsync(entry, CancellationToken.None);
            }
        }

        HealWrites();
    }
}
