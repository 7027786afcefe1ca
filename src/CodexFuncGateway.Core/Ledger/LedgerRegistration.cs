using CodexFuncGateway.Ledger.Orphans;
using CodexFuncGateway.Ledger.Spool;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Ledger;

/// <summary>Puts the ledger together. Its options come from whoever does so.</summary>
internal static class LedgerRegistration
{
    public static IServiceCollection AddLedger(this IServiceCollection services) => services
        .AddSingleton<LedgerDays>()
        .AddSingleton<LedgerHours>()
        .AddSingleton<LateDays>()
        .AddSingleton<LedgerBatchWriter>()
        .AddSingleton<LedgerRoundWriter>()
        .AddSingleton<SpoolDirectory>()
        .AddSingleton<LedgerSpool>()
        .AddSingleton<SpoolReplay>()
        .AddSingleton<LedgerRecorder>()
        .AddSingleton(provider => new LedgerWriter(
            provider.GetRequiredService<LedgerRecorder>(), provider.GetRequiredService<LedgerWriterOptions>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<LedgerWriter>>()))
        .AddSingleton<UnsettledDays>()
        .AddSingleton<DaySettler>()
        .AddSingleton<OrphanSettler>();
}
