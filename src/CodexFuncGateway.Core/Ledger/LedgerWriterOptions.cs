namespace CodexFuncGateway.Ledger;

/// <summary>How much <see cref="LedgerWriter"/> holds in memory and how long it is patient.</summary>
public sealed record LedgerWriterOptions
{
    /// <summary>Entries that may wait for the store, at roughly a kilobyte each. Open ones take at most half of it.</summary>
    public int QueueLength { get; init; } = 16_384;

    /// <summary>Entries taken from the queue at a time, so at most so many more are in memory.</summary>
    public int RoundLength { get; init; } = 1_000;

    /// <summary>Batches on their way to the store at the same time, each to another partition or to other rows.</summary>
    public int ParallelBatches { get; init; } = 8;

    public TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan LongestRetryDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long disposal keeps trying to write what is left. Hosts give a process about half a minute to end.</summary>
    public TimeSpan DrainDeadline { get; init; } = TimeSpan.FromSeconds(15);
}
