namespace CodexFuncGateway.Ledger.Spool;

/// <summary>Where ledger rows wait while the store is away, and how many: the <c>Gateway:Spool*</c> settings.</summary>
public sealed record SpoolOptions
{
    /// <summary>
    /// A directory of this machine; by default a place of this installation in the folder for temporary files. Processes that share it take over
    /// what a dead one left, so they must share the store too.
    /// </summary>
    public string? SpoolDirectory { get; init; }

    /// <summary>The most that may wait on disk, at less than two kilobytes a row. Rows of calls that have not been made yet get half of it.</summary>
    public int SpoolMegabytes { get; init; } = 256;
}
