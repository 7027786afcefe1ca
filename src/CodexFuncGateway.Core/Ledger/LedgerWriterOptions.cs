namespace CodexFuncGateway.Ledger;

/// <summary>How much <see cref="LedgerWriter"/> holds in memory and how long it is patient.</summary>
public sealed record LedgerWriterOptions
{
    /// <summary>Entries that may wait to be recorded, at roughly a kilobyte each. Open ones take at most half of it.</summary>
    public int QueueLength { get; init; } = 16_384;

    /// <summary>Entries taken from the queue at a time, so at most so many more are in memory.</summary>
    public int RoundLength { get; init; } = 1_000;

    /// <summary>Batches on their way to the store at the same time, each to another partition or to other rows.</summary>
    public int ParallelBatches { get; init; } = 8;

    /// <summary>How long the store may take for a round before what is left of it goes to the spool. Answers may be waiting for it.</summary>
    public TimeSpan StoreDeadline { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the store may take for a round out of the spool, which nobody waits for.</summary>
    public TimeSpan ReplayDeadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an answer waits for its open row to be recorded.</summary>
    public TimeSpan RecordDeadline { get; init; } = TimeSpan.FromSeconds(8);

    public TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan LongestRetryDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a process looks for spools of others that have died.</summary>
    public TimeSpan SpoolInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long disposal keeps trying to record what is left. Hosts give a process about half a minute to end.</summary>
    public TimeSpan DrainDeadline { get; init; } = TimeSpan.FromSeconds(15);
}
