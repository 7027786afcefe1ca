using CodexFuncGateway.Budgets;
using CodexFuncGateway.Costs;
using CodexFuncGateway.Http;
using CodexFuncGateway.ProcessTests.Processes;
using CodexFuncGateway.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CodexFuncGateway.ProcessTests;

/// <summary>The timer's run on the day after, when every hour has closed, and what everything that is derived from the ledger says then.</summary>
/// <param name="Costs">The sums of the roll-ups.</param>
/// <param name="BudgetNanoUsd">What the budget of everything counts as spent.</param>
internal sealed record TimerRun(CostSums Costs, long BudgetNanoUsd)
{
    /// <summary>Of a budget that is never reached, so that it counts and refuses nothing.</summary>
    public static readonly Dictionary<string, string?> Budgets = new()
    {
        ["Budgets:all:Scope"] = "everything",
        ["Budgets:all:Period"] = "total",
        ["Budgets:all:LimitUsd"] = "1000",
    };

    public static async Task<TimerRun> RunAsync(ITableStore store)
    {
        var tomorrow = new LaterTime(TimeSpan.FromHours(26));
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(Budgets).Build())
            .AddSingleton(store)
            .AddSingleton<TimeProvider>(tomorrow)
            .AddCodexFuncGateway()
            .AddSingleton(GatewayProcess.Instances)
            .BuildServiceProvider();
        // Twice, since that changes nothing.
        await services.GetRequiredService<RollUp>().RunAsync(CancellationToken.None);
        await services.GetRequiredService<RollUp>().RunAsync(CancellationToken.None);

        var now = tomorrow.GetUtcNow();
        var query = new CostQuery(StartOfHour(now.AddDays(-3)), StartOfHour(now), [], CostFilter.None);
        var report = await services.GetRequiredService<CostReporter>().ReportAsync(query, CancellationToken.None);
        var budget = Assert.Single(await services.GetRequiredService<BudgetBook>().ReadStoreAsync(CancellationToken.None));
        var standing = await services.GetRequiredService<BudgetReport>().ReadAsync(budget, CancellationToken.None);
        return new TimerRun(report.Total, standing.SpentNanoUsd);
    }

    private static DateTimeOffset StartOfHour(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    private sealed class LaterTime(TimeSpan offset) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + offset;
    }
}
