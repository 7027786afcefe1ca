using CodexFuncGateway.Costs;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Tests.Ledger;
using CodexFuncGateway.Tests.Support;

namespace CodexFuncGateway.Tests.Costs;

/// <summary>A ledger to write calls into as the gateway does, and everything that is derived from it.</summary>
internal sealed class CostsUnderTest
{
    private readonly LedgerDays days;

    public CostsUnderTest(ITableStore store, ManualTimeProvider? time = null)
    {
        (Store, Time) = (store, time ?? new ManualTimeProvider());
        days = new LedgerDays(store);
        LateDays = new LateDays(store, new LedgerHours(new LedgerHoursOptions(), Time), Time);
        Watermark = new Watermark(store);
        Reporter = new CostReporter(new CellReader(store, new LedgerScan(store, days), Watermark));
        Calls = new CallReader(store, days);
    }

    public CostsUnderTest()
        : this(new ReadRanges())
    {
    }

    public ITableStore Store { get; }

    public ReadRanges Reads => (ReadRanges)Store;

    public ManualTimeProvider Time { get; }

    public LateDays LateDays { get; }

    public Watermark Watermark { get; }

    public CostReporter Reporter { get; }

    public CallReader Calls { get; }

    /// <param name="through">The store as this process sees it.</param>
    public Task RollUpAsync(ITableStore? through = null)
    {
        var store = through ?? Store;
        var hours = new LedgerHours(new LedgerHoursOptions(), Time);
        var lateDays = new LateDays(store, hours, Time);
        var roller = new DayRoller(new LedgerScan(store, new LedgerDays(store)), new CellWriter(store), lateDays);
        return new CellRollUp(new LedgerDays(store), roller, lateDays, new Watermark(store), hours).RunAsync(CancellationToken.None);
    }

    /// <summary>Stores a row as the ledger does: its day known, and marked where it comes late.</summary>
    public async Task WriteAsync(LedgerEntry entry)
    {
        await days.AddAsync(entry.KeyId, entry.StartedAt, CancellationToken.None);
        await LateDays.AnnounceAsync(entry.StartedAt, CancellationToken.None);
        await Store.UpsertAsync(LedgerKey.Table(entry.StartedAt), LedgerRow.Map(entry), CancellationToken.None);
    }

    public Task<LedgerEntry> CallAsync(string startedAt, long nanoUsd = 1_000, string keyId = "key") =>
        CallAsync(At(startedAt), nanoUsd, keyId);

    public async Task<LedgerEntry> CallAsync(DateTimeOffset startedAt, long nanoUsd = 1_000, string keyId = "key")
    {
        var entry = LedgerEntries.Settled(1, keyId) with { StartedAt = startedAt, CostNanoUsd = nanoUsd, Provider = "anthropic", ModelServed = "claude" };
        await WriteAsync(entry);
        return entry;
    }

    public Task<CostReport> ReportAsync(string from, string until, params CostGrouping[] groupBy) =>
        Reporter.ReportAsync(new CostQuery(At(from), At(until), groupBy, CostFilter.None), CancellationToken.None);

    public async Task<long> CostAsync(string from, string until) => (await ReportAsync(from, until)).Total.CostNanoUsd;

    /// <summary>The cells as they lie in a partition, with the sum of their costs.</summary>
    public async Task<(int Cells, long NanoUsd)> StoredAsync(string partition, string table = "costs202611")
    {
        var page = await Store.QueryAsync(table, TableQuery.Rows(partition), CancellationToken.None);
        return (page.Entities.Count, page.Entities.Sum(row => CellRow.Read(row).Sums.CostNanoUsd));
    }

    public void MoveTo(string time) => Time.Advance(At(time) - Time.GetUtcNow());

    public static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2026-{time}Z", System.Globalization.CultureInfo.InvariantCulture);
}
