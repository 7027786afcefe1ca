using System.Diagnostics;
using System.Globalization;
using CodexFuncGateway.Bench.Measurement;
using CodexFuncGateway.Costs;
using CodexFuncGateway.Storage.Embedded;

namespace CodexFuncGateway.Bench.Costs;

/// <summary>Fills the embedded store with a month's ledger, rolls it up, and asks it what a finance person asks.</summary>
internal static class CostBench
{
    private const int WarmUps = 5;
    private const int Runs = 30;
    private const double MostForReport = 200;
    private const double MostForPage = 50;

    private static readonly DateTimeOffset Now = new(2026, 11, 30, 18, 20, 0, TimeSpan.Zero);

    private static readonly (string Name, string Path, string Query, double? Most)[] Questions =
    [
        ("the month by team and model", "/gateway/v1/costs", "?group_by=team,model", MostForReport),
        ("the month by day and team", "/gateway/v1/costs", "?group_by=day,team", null),
        ("the closed days by team and model", "/gateway/v1/costs", "?group_by=team,model&to=2026-11-30", null),
        ("today, hours and what is not rolled up yet", "/gateway/v1/costs", "?group_by=team&from=2026-11-30", null),
        ("the month by key", "/gateway/v1/costs", "?group_by=key", null),
        ("the month of one key by model", "/gateway/v1/costs", "?group_by=model&key=key007", null),
        ("the month as FOCUS", "/gateway/v1/costs", "?format=focus", null),
        ("the 100 newest requests", "/gateway/v1/costs/requests", "", MostForPage),
        ("100 requests from the middle of the month", "/gateway/v1/costs/requests", "?to=2026-11-15T12:00:00Z", MostForPage),
        ("the 1000 newest requests", "/gateway/v1/costs/requests", "?limit=1000", MostForPage),
        ("100 requests of one team", "/gateway/v1/costs/requests", "?team=team05", MostForPage),
        ("100 requests of one key", "/gateway/v1/costs/requests", "?key=key007", MostForPage),
    ];

    public static async Task RunAsync(int rows, CancellationToken cancellationToken)
    {
        await using var store = EmbeddedTableStore.InMemory(TimeProvider.System);
        await using var gateway = new GatewayDoor(store, new FixedClock(Now));
        Report.WriteProgress($"writing {rows} ledger rows");
        await new LedgerFill(store, Now).RunAsync(rows, cancellationToken);
        WriteHead(rows);
        await RollUpAsync(gateway, "roll-up of the month", cancellationToken);
        await RollUpAsync(gateway, "roll-up again, nothing having changed", cancellationToken);
        foreach (var (name, path, query, most) in Questions)
        {
            await AskAsync(name, path + query, () => gateway.GetAsync(path, query), most);
        }
    }

    private static async Task RollUpAsync(GatewayDoor gateway, string name, CancellationToken cancellationToken)
    {
        Report.WriteProgress(name);
        var before = Heap();
        var clock = Stopwatch.StartNew();
        await gateway.Get<RollUp>().RunAsync(cancellationToken);
        var time = clock.Elapsed;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {time.TotalMilliseconds:F0} ms | | heap {before} MB → {Heap()} MB with the cells stored |"));
    }

    private static async Task AskAsync(string name, string address, Func<Task<long>> ask, double? most)
    {
        Report.WriteProgress(address);
        var (times, bytes) = (new List<double>(), 0L);
        for (var i = 0; i < WarmUps + Runs; i++)
        {
            var clock = Stopwatch.StartNew();
            bytes = await ask();
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        var median = Statistics.Median(times.Skip(WarmUps));
        var verdict = most is { } target ? $"≤ {target:F0} ms: {(median <= target ? "met" : "missed")}" : "";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {median:F1} ms | {verdict} | {bytes / 1024.0:F0} KB |"));
    }

    private static void WriteHead(int rows) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""

        ## Costs: {rows:N0} ledger rows over {LedgerFill.Days} days, {LedgerFill.Keys} keys, {LedgerFill.Teams} teams, {LedgerFill.Models} models

        | what | median of {Runs} | target | answer |
        |---|---|---|---|
        """));

    private static long Heap() => GC.GetTotalMemory(forceFullCollection: true) / (1024 * 1024);
}
