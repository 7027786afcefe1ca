using CodexFuncGateway.Ledger;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Storage.Embedded;

namespace CodexFuncGateway.Tests.Ledger;

public class LedgerReaderTests
{
    private readonly EmbeddedTableStore store = EmbeddedTableStore.InMemory(TimeProvider.System);

    [Fact]
    public async Task Calls_are_read_newest_first_across_days_and_months()
    {
        await StoreAsync(LedgerEntries.Noon, "2026-10-30T08:00Z", "2026-10-31T23:59Z", "2026-11-01T00:00Z", "2026-11-01T09:00Z");

        var read = await ReadAsync(LedgerEntries.Noon.AddDays(-30), LedgerEntries.Noon.AddDays(1));

        Assert.Equal(["11-04 12:00", "11-01 09:00", "11-01 00:00", "10-31 23:59", "10-30 08:00"], read);
    }

    [Fact]
    public async Task A_range_includes_its_start_and_excludes_its_end()
    {
        await StoreAsync(LedgerEntries.Noon, "2026-11-04T12:01Z", "2026-11-04T12:02Z", "2026-11-04T11:59Z");

        var read = await ReadAsync(LedgerEntries.Noon, LedgerEntries.Noon.AddMinutes(2));

        Assert.Equal(["11-04 12:01", "11-04 12:00"], read);
    }

    [Fact]
    public async Task Calls_of_other_keys_are_not_read()
    {
        await store.UpsertAsync("usage202611", LedgerRow.Map(LedgerEntries.Settled(1, "key2")), CancellationToken.None);

        Assert.Empty(await ReadAsync(LedgerEntries.Noon.AddDays(-1), LedgerEntries.Noon.AddDays(1)));
    }

    private async Task StoreAsync(DateTimeOffset first, params string[] more)
    {
        foreach (var time in more.Select(text => DateTimeOffset.Parse(text, null)).Prepend(first))
        {
            var entry = LedgerEntries.Settled(1) with { StartedAt = time };
            await store.UpsertAsync(LedgerKey.Table(time), LedgerRow.Map(entry), CancellationToken.None);
        }
    }

    private async Task<List<string>> ReadAsync(DateTimeOffset from, DateTimeOffset until)
    {
        var read = new List<string>();
        await foreach (var entry in new LedgerReader(store).ReadNewestFirstAsync("key", from, until, CancellationToken.None))
        {
            read.Add($"{entry.StartedAt:MM-dd HH:mm}");
        }

        return read;
    }
}
