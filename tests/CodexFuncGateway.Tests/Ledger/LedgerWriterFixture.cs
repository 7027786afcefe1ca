using CodexFuncGateway.Ledger;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Tests.Support;

namespace CodexFuncGateway.Tests.Ledger;

/// <summary>A writer over a store that the test can hold up or make fail, with a clock that the test moves.</summary>
public abstract class LedgerWriterFixture : IAsyncLifetime
{
    protected LedgerWriterFixture() => Writer = new LedgerWriter(Store, LateDays, new LedgerWriterOptions(), Time, Logger);

    protected TestTableStore Store { get; } = new();

    protected ManualTimeProvider Time { get; } = new();

    protected CollectingLogger<LedgerWriter> Logger { get; } = new();

    protected LedgerWriter Writer { get; }

    private LateDays LateDays => new(Store, new LedgerHours(new LedgerHoursOptions(), Time), Time);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => Writer.DisposeAsync().AsTask();

    /// <summary>A writer by the real clock that takes its next try at once.</summary>
    protected LedgerWriter CreateImpatient() =>
        new(Store, LateDays, new LedgerWriterOptions { FirstRetryDelay = TimeSpan.FromMilliseconds(1) }, TimeProvider.System, Logger);

    /// <summary>A writer that takes one entry at a time from a queue of four.</summary>
    protected LedgerWriter CreateSmall() => new(Store, LateDays, new LedgerWriterOptions { QueueLength = 4, RoundLength = 1 }, Time, Logger);

    /// <summary>Makes writes wait until they are released.</summary>
    protected HeldWrites HoldWrites()
    {
        var held = new HeldWrites();
        Store.BeforeWrite = _ => held.WaitAsync();
        return held;
    }

    /// <summary>All rows, of whichever key.</summary>
    protected async Task<List<LedgerEntry>> RowsAsync()
    {
        var rows = new List<LedgerEntry>();
        await foreach (var row in Store.ReadAllAsync("usage202611", TableQuery.Partitions(), CancellationToken.None))
        {
            rows.Add(LedgerRow.Read(row));
        }

        return rows;
    }
}
