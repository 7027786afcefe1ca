using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Instances;

/// <summary>Which instances live, as far as their leases tell.</summary>
public sealed class InstanceDirectory(ITableStore store, InstanceOptions options, TimeProvider timeProvider)
{
    /// <summary>An instance that has begun less long ago may not be found yet.</summary>
    public TimeSpan Delay => options.LeaseLength + options.ClockMargin;

    /// <returns>The ids of the instances that live; any other id has ended, or its claims are void.</returns>
    public async Task<IReadOnlySet<string>> ReadLivingAsync(CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        var living = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in store.ReadAllAsync(InstanceRow.Table, TableQuery.Rows(InstanceRow.Partition), cancellationToken))
        {
            if (InstanceRow.ReadHeldUntil(row) + options.ClockMargin > now)
            {
                living.Add(row.Key.Row);
            }
        }

        return living;
    }

    /// <summary>Takes the rows of instances away that ended longer ago than <paramref name="age"/>.</summary>
    public async Task ForgetAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        var before = timeProvider.GetUtcNow() - age;
        await foreach (var row in store.ReadAllAsync(InstanceRow.Table, TableQuery.Rows(InstanceRow.Partition), cancellationToken))
        {
            if (InstanceRow.ReadHeldUntil(row) < before)
            {
                await store.TryDeleteAsync(InstanceRow.Table, row.Key, row.ETag!, cancellationToken);
            }
        }
    }
}
