using CodexFuncGateway.Instances;

namespace CodexFuncGateway.Ledger.Orphans;

/// <summary>
/// Settles the rows whose process died before it could. The roll-up calls it. It may run twice, late, and in two processes at once: a row is
/// replaced only as it was read, and the true settlement replaces this one if it still comes.
/// </summary>
internal sealed class OrphanSettler(DaySettler settler, UnsettledDays unsettled, InstanceDirectory instances, TimeProvider timeProvider)
{
    /// <summary>Rows that do not say which process wrote them are left for so long.</summary>
    private static readonly TimeSpan LongestCall = TimeSpan.FromDays(1);

    /// <summary>Instances that ended so long ago need not be listed any more.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    /// <exception cref="Storage.TableStoreException">The store failed; what is left is found by the next run.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var living = await instances.ReadLivingAsync(cancellationToken);
        var settledUntil = unsettled.Yesterday;
        var (days, eTag) = await unsettled.ReadAsync(cancellationToken);
        foreach (var day in days)
        {
            var leavesOpen = await settler.SettleAsync(day, entry => IsOrphan(entry, living), cancellationToken);
            settledUntil = leavesOpen && day < settledUntil ? day : settledUntil;
        }

        await unsettled.NoteAsync(settledUntil, eTag, cancellationToken);
        await instances.ForgetAsync(Remembered, cancellationToken);
    }

    private bool IsOrphan(LedgerEntry entry, IReadOnlySet<string> living)
    {
        var age = timeProvider.GetUtcNow() - entry.StartedAt;
        return entry.InstanceId is { } instance ? !living.Contains(instance) && age > instances.Delay : age > LongestCall;
    }
}
