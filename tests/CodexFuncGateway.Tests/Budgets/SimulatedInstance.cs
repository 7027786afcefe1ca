using CodexFuncGateway.Budgets;
using CodexFuncGateway.Instances;
using CodexFuncGateway.Ledger;

namespace CodexFuncGateway.Tests.Budgets;

/// <summary>An instance in a random history: it reserves, settles, gives back, and may end at any moment.</summary>
internal sealed class SimulatedInstance(BudgetFixture fixture, InstanceLease lease, BudgetAccount account)
{
    private readonly List<(LedgerEntry Entry, long Amount)> running = [];

    public bool HasEnded { get; set; }

    /// <summary>What may come to be spent through it, at the worst.</summary>
    public long Claims => account.Allowance.Settled + account.Allowance.Reserved
        + (!HasEnded && account.TryReserve(0, fixture.Time.GetUtcNow()) ? account.Allowance.Free : 0);

    public InstanceLease Lease => lease;

    public async Task BeginCallAsync(long amount)
    {
        var now = fixture.Time.GetUtcNow();
        if (!account.TryReserve(amount, now))
        {
            await account.DrawAsync(amount, amount);
            if (!account.TryReserve(amount, now))
            {
                return;
            }
        }

        var entry = new LedgerEntry
        {
            RequestId = $"req_{Guid.NewGuid():N}", KeyId = "k", ModelAsked = "m", Outcome = LedgerOutcome.Open,
            CostNanoUsd = amount, InstanceId = lease.Id, StartedAt = now,
        };
        running.Add((entry, amount));
        await fixture.RecordAsync(entry);
    }

    public async Task EndCallAsync(Random random)
    {
        if (running.Count > 0)
        {
            var (entry, amount) = running[random.Next(running.Count)];
            running.Remove((entry, amount));
            var cost = random.NextInt64(amount + 1);
            account.Allowance.Settle(amount, cost);
            await fixture.RecordAsync(entry with { Outcome = LedgerOutcome.Completed, CostNanoUsd = cost });
        }
    }

    public async Task EndAllCallsAsync(Random random)
    {
        while (running.Count > 0)
        {
            await EndCallAsync(random);
        }
    }

    public Task RoundAsync() => account.RoundAsync(fixture.Time.GetUtcNow());
}
