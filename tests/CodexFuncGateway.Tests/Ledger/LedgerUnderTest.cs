using CodexFuncGateway.Instances;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Ledger.Orphans;
using CodexFuncGateway.Ledger.Spool;
using CodexFuncGateway.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Tests.Ledger;

/// <summary>The ledger of one process, without a gateway around it. Disposing it is the process's orderly end.</summary>
internal sealed class LedgerUnderTest(ServiceProvider services) : IAsyncDisposable
{
    /// <summary>Made by the first look at it, as in a gateway: until then nothing is read or written.</summary>
    public LedgerWriter Writer => services.GetRequiredService<LedgerWriter>();

    public LedgerSpool Spool => services.GetRequiredService<LedgerSpool>();

    public SpoolReplay Replay => services.GetRequiredService<SpoolReplay>();

    public LedgerDays Days => services.GetRequiredService<LedgerDays>();

    public LateDays LateDays => services.GetRequiredService<LateDays>();

    public OrphanSettler Orphans => services.GetRequiredService<OrphanSettler>();

    public static LedgerUnderTest Start(
        ITableStore store, TimeProvider timeProvider, SpoolOptions spool, LedgerWriterOptions? options = null, ILogger<LedgerWriter>? logger = null) =>
        new(new ServiceCollection()
            .AddLogging()
            .AddSingleton(store)
            .AddSingleton(timeProvider)
            .AddSingleton(spool)
            .AddSingleton(options ?? new LedgerWriterOptions())
            .AddSingleton(new InstanceOptions())
            .AddSingleton(new LedgerHoursOptions())
            .AddSingleton<InstanceDirectory>()
            .AddSingleton(logger ?? new Support.CollectingLogger<LedgerWriter>())
            .AddLedger()
            .BuildServiceProvider());

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
