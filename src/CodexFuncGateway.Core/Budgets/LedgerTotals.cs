using CodexFuncGateway.Ledger;

namespace CodexFuncGateway.Budgets;

/// <summary>Adds up what the ledger says that ended instances have spent. Each day is read once, whatever the number of budgets.</summary>
internal sealed class LedgerTotals(LedgerDays days, LedgerReader ledger)
{
    public async Task AddAsync(IReadOnlyList<LeftShare> shares, CancellationToken cancellationToken)
    {
        foreach (var day in shares.SelectMany(share => share.Days().Select(day => (day, share))).ToLookup(pair => pair.day, pair => pair.share))
        {
            var byInstance = day.ToLookup(share => share.InstanceId);
            await foreach (var key in days.ReadKeysAsync(day.Key, cancellationToken))
            {
                await foreach (var entry in ledger.ReadNewestFirstAsync(key, day.Key, day.Key.AddDays(1), cancellationToken))
                {
                    Add(entry, byInstance[entry.InstanceId ?? ""]);
                }
            }
        }
    }

    /// <summary>An open row counts too: nobody knows yet what its call has cost, and it may have cost all.</summary>
    private static void Add(LedgerEntry entry, IEnumerable<LeftShare> shares)
    {
        var charge = Charge.Of(entry);
        foreach (var share in shares.Where(share => share.Counts(entry.StartedAt, charge)))
        {
            share.CostNanoUsd += entry.CostNanoUsd;
        }
    }
}
