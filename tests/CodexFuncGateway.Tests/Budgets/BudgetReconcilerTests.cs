using CodexFuncGateway.Budgets;
using CodexFuncGateway.Instances;
using CodexFuncGateway.Ledger;

namespace CodexFuncGateway.Tests.Budgets;

/// <summary>What becomes of the money of processes that have ended.</summary>
public sealed class BudgetReconcilerTests
{
    private const long Call = BudgetFixture.Limit / 100;

    // So few calls ahead that nothing is drawn in the background by an instance that is said to have ended.
    private readonly BudgetFixture fixture = new() { Options = new BudgetOptions { CallsAhead = 3 } };

    [Fact]
    public async Task The_allowance_of_a_living_instance_is_left_alone()
    {
        var (_, account) = await fixture.NewAccountAsync();
        await account.DrawAsync(Call, Call);
        var drawn = (await fixture.SumsAsync()).Drawn;

        await fixture.ReconcileAsync();

        Assert.Equal(drawn, (await fixture.SumsAsync()).Drawn);
    }

    [Fact]
    public async Task A_clock_that_is_a_little_ahead_takes_nobody_for_ended()
    {
        var (_, account) = await fixture.NewAccountAsync();
        await account.DrawAsync(Call, Call);
        var drawn = (await fixture.SumsAsync()).Drawn;
        var options = new InstanceOptions();

        fixture.Time.Advance(options.LeaseLength + options.ClockMargin - TimeSpan.FromTicks(1));
        await fixture.ReconcileAsync();
        Assert.Equal(drawn, (await fixture.SumsAsync()).Drawn);

        fixture.Time.Advance(TimeSpan.FromTicks(1));
        await fixture.ReconcileAsync();
        Assert.Equal(0, (await fixture.SumsAsync()).Drawn);
    }

    [Fact]
    public async Task An_ended_instance_has_spent_what_the_ledger_says_and_no_more()
    {
        var (lease, account) = await fixture.NewAccountAsync();
        await account.DrawAsync(3 * Call, 3 * Call);
        Assert.True(account.TryReserve(Call, fixture.Time.GetUtcNow()));
        await fixture.RecordAsync(Entry(lease.Id, LedgerOutcome.Completed, Call / 2));
        await fixture.RecordAsync(Entry(lease.Id, LedgerOutcome.Failed, Call / 4));
        await fixture.RecordAsync(Entry("another", LedgerOutcome.Completed, Call));

        await EndAsync();

        Assert.Equal(new PoolSums(Call * 3 / 4, Call * 3 / 4), await fixture.SumsAsync());
    }

    [Fact]
    public async Task A_row_that_arrives_late_is_still_counted_and_running_twice_changes_nothing()
    {
        var (lease, account) = await fixture.NewAccountAsync();
        await account.DrawAsync(Call, Call);
        Assert.True(account.TryReserve(Call, fixture.Time.GetUtcNow()));
        var entry = Entry(lease.Id, LedgerOutcome.Completed, Call / 2);
        await EndAsync();
        Assert.Equal(PoolSums.Zero, await fixture.SumsAsync());

        await fixture.RecordAsync(entry);
        await fixture.ReconcileAsync();
        await fixture.ReconcileAsync();

        Assert.Equal(new PoolSums(Call / 2, Call / 2), await fixture.SumsAsync());
    }

    [Fact]
    public async Task After_a_day_the_share_is_forgotten_and_its_money_is_not()
    {
        var (lease, account) = await fixture.NewAccountAsync();
        await account.DrawAsync(Call, Call);
        Assert.True(account.TryReserve(Call, fixture.Time.GetUtcNow()));
        await fixture.RecordAsync(Entry(lease.Id, LedgerOutcome.Completed, Call));
        var day = fixture.Time.GetUtcNow();
        await EndAsync();

        fixture.Time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromTicks(1));
        await fixture.ReconcileAsync();

        var budget = await fixture.BudgetAsync();
        var state = await new BudgetPool(fixture.Store, PoolRow.Partition(budget, budget.PeriodOf(day))).ReadAsync(lease.Id, default);
        Assert.Null(state.Share);
        Assert.Equal(new PoolSums(Call, Call), state.Sums);
    }

    [Fact]
    public async Task A_call_that_began_before_midnight_stays_in_its_day()
    {
        var (lease, account) = await fixture.NewAccountAsync();
        await account.DrawAsync(Call, Call);
        Assert.True(account.TryReserve(Call, fixture.Time.GetUtcNow()));
        await fixture.RecordAsync(Entry(lease.Id, LedgerOutcome.Completed, Call));
        fixture.Time.Advance(TimeSpan.FromHours(12));
        await fixture.RecordAsync(Entry(lease.Id, LedgerOutcome.Completed, Call));
        var budget = await fixture.BudgetAsync();

        await EndAsync();

        var before = await new BudgetPool(fixture.Store, PoolRow.Partition(budget, budget.PeriodOf(fixture.Time.GetUtcNow().AddDays(-1)))).ReadSumsAsync(default);
        Assert.Equal(new PoolSums(Call, Call), before);
    }

    private async Task EndAsync()
    {
        fixture.Time.Advance(TimeSpan.FromMinutes(3));
        await fixture.ReconcileAsync();
    }

    private LedgerEntry Entry(string instance, LedgerOutcome outcome, long cost) => new()
    {
        RequestId = $"req_{Guid.NewGuid():N}", KeyId = "k", ModelAsked = "m", Outcome = outcome, CostNanoUsd = cost, InstanceId = instance, StartedAt = fixture.Time.GetUtcNow(),
    };
}
