using CodexFuncGateway.Budgets;
using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Tests.Budgets;

/// <summary>How one process draws from a pool, spends and gives back.</summary>
public sealed class BudgetAccountTests
{
    private const long Call = BudgetFixture.Limit / 1_000;

    private readonly BudgetFixture fixture = new();

    [Fact]
    public async Task A_drawing_lasts_for_more_than_ten_calls()
    {
        var (_, account) = await fixture.NewAccountAsync();
        await SpendAsync(account, Call);
        var before = Transactions();

        for (var call = 0; call < 10; call++)
        {
            Assert.True(account.TryReserve(Call, fixture.Time.GetUtcNow()));
            account.Allowance.Settle(Call, Call);
        }

        Assert.Equal(before, Transactions());
    }

    [Fact]
    public async Task Nobody_draws_more_than_is_left()
    {
        var (_, one) = await fixture.NewAccountAsync();
        var (_, other) = await fixture.NewAccountAsync();
        await SpendAsync(one, BudgetFixture.Limit * 7 / 10);

        var view = await other.DrawAsync(BudgetFixture.Limit / 2, BudgetFixture.Limit / 2);

        Assert.False(other.TryReserve(BudgetFixture.Limit / 2, fixture.Time.GetUtcNow()));
        Assert.Equal(0, other.Allowance.Free);
        Assert.Equal(BudgetFixture.Limit * 3 / 10, view!.Undrawn);
        Assert.True(await SpendAsync(other, BudgetFixture.Limit * 3 / 10));
    }

    [Fact]
    public async Task What_a_call_did_not_cost_can_be_spent_on_the_next()
    {
        var (_, account) = await fixture.NewAccountAsync();
        await account.DrawAsync(BudgetFixture.Limit, BudgetFixture.Limit);
        Assert.True(account.TryReserve(BudgetFixture.Limit, fixture.Time.GetUtcNow()));
        Assert.False(account.TryReserve(1, fixture.Time.GetUtcNow()));

        account.Allowance.Settle(BudgetFixture.Limit, cost: 1);

        Assert.True(account.TryReserve(BudgetFixture.Limit - 1, fixture.Time.GetUtcNow()));
    }

    [Fact]
    public async Task Unused_money_goes_back_at_once_when_the_pool_runs_low()
    {
        var (_, idle) = await fixture.NewAccountAsync();
        var (_, busy) = await fixture.NewAccountAsync();
        await SpendAsync(idle, Call);
        Assert.True(idle.Allowance.Free > 0);
        await SpendAsync(busy, BudgetFixture.Limit - (await fixture.SumsAsync()).Drawn);

        await idle.RoundAsync(fixture.Time.GetUtcNow());
        await idle.RoundAsync(fixture.Time.GetUtcNow());

        Assert.Equal(0, idle.Allowance.Free);
        var sums = await fixture.SumsAsync();
        Assert.Equal(sums.Drawn, sums.Settled + busy.Untold);
    }

    [Fact]
    public async Task A_well_filled_pool_gets_unused_money_back_after_a_while()
    {
        var (_, account) = await fixture.NewAccountAsync();
        await SpendAsync(account, Call);

        await RoundsAsync(account, fixture.Options.IdleTime - fixture.Options.RoundInterval);
        Assert.True(account.Allowance.Free > 0);
        await RoundsAsync(account, fixture.Options.RoundInterval * 2);

        Assert.Equal(0, account.Allowance.Free);
        Assert.Equal(new PoolSums(Call, Call), await fixture.SumsAsync());
    }

    [Fact]
    public async Task What_was_spent_is_told_before_long()
    {
        var (_, account) = await fixture.NewAccountAsync();
        await SpendAsync(account, Call);
        Assert.Equal(0, (await fixture.SumsAsync()).Settled);

        await RoundsAsync(account, fixture.Options.TellingTime);

        Assert.Equal(Call, (await fixture.SumsAsync()).Settled);
    }

    [Fact]
    public async Task A_lease_that_ran_out_makes_the_allowance_void()
    {
        var (lease, account) = await fixture.NewAccountAsync();
        await SpendAsync(account, Call);

        fixture.Time.Advance(TimeSpan.FromMinutes(3));
        Assert.False(account.TryReserve(1, fixture.Time.GetUtcNow()), "It is not held.");
        await lease.RenewAsync(default);

        Assert.False(account.TryReserve(1, fixture.Time.GetUtcNow()), "It is held anew, and others may have taken over meanwhile.");
        await account.DrawAsync(Call, Call);
        Assert.True(account.TryReserve(Call, fixture.Time.GetUtcNow()));
    }

    [Fact]
    public async Task An_allowance_in_hand_is_spent_while_the_store_is_away()
    {
        var (_, account) = await fixture.NewAccountAsync();
        await SpendAsync(account, Call);
        fixture.Store.FailWrites(1_000);

        Assert.True(account.TryReserve(Call, fixture.Time.GetUtcNow()));
        await Assert.ThrowsAsync<TableStoreException>(() => account.DrawAsync(BudgetFixture.Limit / 2, BudgetFixture.Limit / 2));
    }

    [Fact]
    public async Task A_drawing_that_is_not_known_to_have_taken_place_is_found_by_the_next()
    {
        var (_, account) = await fixture.NewAccountAsync();
        await account.DrawAsync(Call, Call);
        fixture.Store.AfterWrite = () => throw new TableStoreException(TableStoreFailure.Unavailable, "Nobody hears of it.");
        await Assert.ThrowsAsync<TableStoreException>(() => account.DrawAsync(BudgetFixture.Limit / 2, Call));
        await Assert.ThrowsAsync<TableStoreException>(() => account.DrawAsync(BudgetFixture.Limit * 3 / 4, Call));
        fixture.Store.AfterWrite = () => { };

        await account.DrawAsync(BudgetFixture.Limit, BudgetFixture.Limit);

        Assert.Equal(BudgetFixture.Limit, account.Allowance.Free);
        Assert.Equal(BudgetFixture.Limit, (await fixture.SumsAsync()).Drawn);
    }

    [Fact]
    public async Task Whoever_comes_too_late_reads_again_and_draws_what_is_left_then()
    {
        var (_, one) = await fixture.NewAccountAsync();
        var (_, other) = await fixture.NewAccountAsync();
        await one.DrawAsync(Call, Call);
        await other.DrawAsync(Call, Call);
        var interfered = false;
        fixture.Store.BeforeWrite = async writes =>
        {
            if (!interfered && writes[0].Key.Row == "pool")
            {
                interfered = true;
                await other.DrawAsync(BudgetFixture.Limit / 2, BudgetFixture.Limit / 2);
            }
        };

        var drawing = one.DrawAsync(BudgetFixture.Limit / 4, BudgetFixture.Limit / 4);
        fixture.Time.AdvanceWhile(drawing);
        await drawing;

        Assert.True(interfered);
        Assert.Equal((await fixture.SumsAsync()).Drawn, one.Allowance.Free + other.Allowance.Free);
    }

    [Fact]
    public async Task A_limit_that_was_lowered_takes_unused_money_back()
    {
        var (_, account) = await fixture.NewAccountAsync();
        await account.DrawAsync(BudgetFixture.Limit / 2, BudgetFixture.Limit / 2);
        account.Budget = account.Budget with { LimitNanoUsd = Call };

        await account.RoundAsync(fixture.Time.GetUtcNow());

        Assert.Equal(0, account.Allowance.Free);
    }

    [Fact]
    public async Task A_call_that_cost_more_than_was_set_aside_is_counted_in_full()
    {
        var (_, account) = await fixture.NewAccountAsync();
        await account.DrawAsync(Call, Call);
        Assert.True(account.TryReserve(account.Allowance.Free, fixture.Time.GetUtcNow()));
        account.Allowance.Settle(account.Allowance.Reserved, BudgetFixture.Limit / 2);

        await account.DrawAsync(Call, Call);

        Assert.Equal(BudgetFixture.Limit / 2, (await fixture.SumsAsync()).Settled);
        Assert.True((await fixture.SumsAsync()).Drawn >= (BudgetFixture.Limit / 2) + Call);
    }

    [Fact]
    public async Task A_process_that_ends_gives_everything_back()
    {
        var (_, accounts) = fixture.NewInstance();
        var account = accounts.Get(await fixture.BudgetAsync(), fixture.Time.GetUtcNow());
        await SpendAsync(account, Call);

        await accounts.DisposeAsync();

        Assert.Equal(new PoolSums(Call, Call), await fixture.SumsAsync());
    }

    [Fact]
    public async Task A_call_is_paid_from_the_period_in_which_it_started()
    {
        var (_, accounts) = fixture.NewInstance();
        var budget = await fixture.BudgetAsync();
        var yesterday = accounts.Get(budget, fixture.Time.GetUtcNow());
        await yesterday.DrawAsync(Call, Call);
        Assert.True(yesterday.TryReserve(Call, fixture.Time.GetUtcNow()));

        fixture.Time.Advance(TimeSpan.FromDays(1));
        var today = accounts.Get(budget, fixture.Time.GetUtcNow());
        yesterday.Allowance.Settle(Call, Call);

        Assert.NotSame(yesterday, today);
        Assert.Equal((Call, 0), (yesterday.Allowance.Settled, today.Allowance.Settled));
        await accounts.DisposeAsync();
        Assert.Equal(PoolSums.Zero, await fixture.SumsAsync());
    }

    private async Task<bool> SpendAsync(BudgetAccount account, long amount)
    {
        var now = fixture.Time.GetUtcNow();
        if (!account.TryReserve(amount, now))
        {
            await account.DrawAsync(amount, amount);
            if (!account.TryReserve(amount, now))
            {
                return false;
            }
        }

        account.Allowance.Settle(amount, amount);
        return true;
    }

    private async Task RoundsAsync(BudgetAccount account, TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += fixture.Options.RoundInterval)
        {
            await account.RoundAsync(fixture.Time.GetUtcNow());
        }
    }

    private int Transactions() => fixture.Store.Submitted.Count(writes => writes[0].Key.Row == "pool");
}
