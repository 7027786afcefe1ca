using CodexFuncGateway.Instances;
using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Budgets;

/// <summary>
/// Puts right what instances left behind that have ended: the share of each becomes exactly what the ledger says its calls have cost, which
/// releases what it had drawn. Called by the timer once orphaned open rows are settled; running it twice or late does no harm.
/// </summary>
internal sealed class BudgetReconciler(ITableStore store, BudgetBook book, InstanceDirectory directory, LedgerTotals totals, BudgetAlerts alerts, TimeProvider timeProvider)
{
    /// <summary>Rows of an ended instance may reach the ledger late, from a spool; so long its share is put right again and again.</summary>
    private static readonly TimeSpan Afterlife = TimeSpan.FromDays(1);

    private static readonly TimeSpan LookBack = TimeSpan.FromDays(62);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var budgets = await book.ReadStoreAsync(cancellationToken);
        var living = await directory.ReadLivingAsync(cancellationToken);
        var now = timeProvider.GetUtcNow();
        var left = new List<LeftShare>();
        foreach (var budget in budgets)
        {
            var rows = PoolRow.Shares(budget, budget.PeriodOf(now - LookBack), budget.PeriodOf(now));
            await foreach (var row in store.ReadAllAsync(PoolRow.Table, rows, cancellationToken))
            {
                if (PoolRow.IsShare(row) && PoolRow.InstanceOf(row) is var instance && !living.Contains(instance))
                {
                    left.Add(LeftShare.Read(budget, row, instance, now));
                }
            }
        }

        await totals.AddAsync(left, cancellationToken);
        foreach (var share in left)
        {
            await SettleAsync(share, now, cancellationToken);
        }

        await alerts.TellPendingAsync(budgets, cancellationToken);
    }

    private async Task SettleAsync(LeftShare left, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var pool = new BudgetPool(store, left.Partition);
        while (true)
        {
            var state = await pool.ReadAsync(left.InstanceId, cancellationToken);
            if (state.Share is not { } share)
            {
                return;
            }

            var isOld = share.EndedAt < now - Afterlife && share.Drawn == left.CostNanoUsd && share.Settled == left.CostNanoUsd;
            var settled = share with { Drawn = left.CostNanoUsd, Settled = left.CostNanoUsd, EndedAt = share.EndedAt ?? now };
            if (isOld ? await pool.TryForgetAsync(state, left.InstanceId, cancellationToken)
                : settled == share || await pool.TryWriteAsync(state, left.InstanceId, settled, share, cancellationToken) is not null)
            {
                return;
            }
        }
    }
}
