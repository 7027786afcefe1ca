using CodexFuncGateway.Ledger;
using CodexFuncGateway.Ledger.Spool;
using CodexFuncGateway.Tests.Storage.Embedded;
using CodexFuncGateway.Tests.Support;

namespace CodexFuncGateway.Tests.Ledger;

/// <summary>A writer over a store that the test can hold up or make fail, with a spool of its own and a clock that the test moves.</summary>
#pragma warning disable CA1001 // xunit calls DisposeAsync of IAsyncLifetime.
public abstract class LedgerWriterFixture : IAsyncLifetime
#pragma warning restore CA1001
{
    private readonly TemporaryDirectory directory = new();
    private readonly LedgerUnderTest ledger;

    protected LedgerWriterFixture() => ledger = Start();

    protected TestTableStore Store { get; } = new();

    protected ManualTimeProvider Time { get; } = new();

    protected CollectingLogger<LedgerWriter> Logger { get; } = new();

    protected LedgerWriter Writer => ledger.Writer;

    private protected LedgerUnderTest Ledger => ledger;

    protected string SpoolPath => Path.Combine(directory.Path, "ledger-spool");

    protected IReadOnlyList<string> SpoolFiles => Directory.Exists(SpoolPath) ? Directory.GetFiles(SpoolPath) : [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await ledger.DisposeAsync();
        directory.Dispose();
    }

    /// <summary>Another process of the same machine.</summary>
    private protected LedgerUnderTest Start(LedgerWriterOptions? options = null, TimeProvider? timeProvider = null, TestTableStore? store = null, SpoolOptions? spool = null) =>
        LedgerUnderTest.Start(store ?? Store, timeProvider ?? Time, spool ?? new SpoolOptions { SpoolDirectory = directory.Path }, options, Logger);

    /// <summary>A process by the real clock that takes its next try at once.</summary>
    private protected LedgerUnderTest StartImpatient() => Start(new LedgerWriterOptions { FirstRetryDelay = TimeSpan.FromMilliseconds(1) }, TimeProvider.System);

    /// <summary>A process that takes one entry at a time from a queue of four.</summary>
    private protected LedgerUnderTest StartSmall() => Start(new LedgerWriterOptions { QueueLength = 4, RoundLength = 1 });

    /// <summary>A process that cannot write to its disk.</summary>
    private protected LedgerUnderTest StartWithoutSpool(LedgerWriterOptions? options = null) =>
        Start(options, spool: new SpoolOptions { SpoolDirectory = WriteFile("not-a-directory") });

    /// <summary>Makes writes wait until they are released.</summary>
    protected HeldWrites HoldWrites()
    {
        var held = new HeldWrites();
        Store.BeforeWrite = _ => held.WaitAsync();
        return held;
    }

    /// <summary>Refuses all writes until the test sets another rule.</summary>
    protected void FailWrites() => Store.FailWrites(int.MaxValue);

    protected void HealWrites() => Store.BeforeWrite = _ => Task.CompletedTask;

    /// <summary>All rows, of whichever key.</summary>
    protected Task<List<LedgerEntry>> RowsAsync() => Store.RowsAsync();

    private string WriteFile(string name)
    {
        var path = Path.Combine(directory.Path, name);
        File.WriteAllText(path, "");
        return path;
    }
}
