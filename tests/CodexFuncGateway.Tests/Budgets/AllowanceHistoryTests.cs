using CodexFuncGateway.Budgets;
using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Tests.Budgets;

/// <summary>Random histories of several instances on one pool, with a store that fails and processes that end: the money is never given out twice.</summary>
public sealed class AllowanceHistoryTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task What_may_be_spent_never_exceeds_the_limit_and_what_was_spent_is_counted_exactly(int seed)
    {
        var random = new Random(seed);
        // So few calls ahead that nothing is drawn in the background: a history can be played again.
        var fixture = new BudgetFixture { Options = new BudgetOptions { CallsAhead = 3 } };
        var instances = new List<SimulatedInstance>();
        for (var step = 0; step < 400; step++)
        {
            if (instances.Count(instance => !instance.HasEnded) < 4)
            {
                var (lease, account) = await fixture.NewAccountAsync();
                instances.Add(new SimulatedInstance(fixture, lease, account));
            }

            var living = instances.Where(instance => !instance.HasEnded).ToArray();
            MakeFail(fixture, random);
            await TryAsync(() => StepAsync(fixture, living[random.Next(living.Length)], random));
            fixture.Store.BeforeWrite = _ => Task.CompletedTask;
            fixture.Store.AfterWrite = () => { };

            Assert.InRange(instances.Sum(instance => instance.Claims), 0, BudgetFixture.Limit);
        }

        await EndAsync(fixture, instances, random);
        var sums = await fixture.SumsAsync();
        Assert.Equal((await SpentAsync(fixture), sums.Settled), (sums.Settled, sums.Drawn));
        Assert.True(sums.Settled > BudgetFixture.Limit / 2, $"{sums} is a history in which not much happened.");
    }

    private static Task StepAsync(BudgetFixture fixture, SimulatedInstance instance, Random random) => random.Next(100) switch
    {
        < 50 => instance.BeginCallAsync(random.NextInt64(1, BudgetFixture.Limit / 40)),
        < 85 => instance.EndCallAsync(random),
        < 92 => instance.RoundAsync(),
        < 94 => Task.FromResult(instance.HasEnded = true),
        < 96 => fixture.ReconcileAsync(),
        < 97 => PauseAsync(fixture, instance),
        _ => instance.Lease.RenewAsync(default),
    };

    /// <summary>Long enough for every lease to run out; then the others take over, and then the instance goes on as if nothing had been.</summary>
    private static async Task PauseAsync(BudgetFixture fixture, SimulatedInstance instance)
    {
        fixture.Time.Advance(TimeSpan.FromMinutes(3));
        await fixture.ReconcileAsync();
        await instance.Lease.RenewAsync(default);
    }

    private static void MakeFail(BudgetFixture fixture, Random random)
    {
        switch (random.Next(10))
        {
            case 0:
                fixture.Store.FailWrites(1);
                break;
            case 1:
                fixture.Store.AfterWrite = () =>
                {
                    fixture.Store.AfterWrite = () => { };
                    throw new TableStoreException(TableStoreFailure.Unavailable, "It was written, but nobody hears of it.");
                };
                break;
        }
    }

    private static async Task TryAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (TableStoreException exception) when (exception.Failure == TableStoreFailure.Unavailable)
        {
        }
    }

    private static async Task EndAsync(BudgetFixture fixture, List<SimulatedInstance> instances, Random random)
    {
        foreach (var instance in instances.Where(instance => !instance.HasEnded))
        {
            await instance.EndAllCallsAsync(random);
        }

        fixture.Time.Advance(TimeSpan.FromMinutes(3));
        await fixture.ReconcileAsync();
        await fixture.ReconcileAsync();
    }

    private static async Task<long> SpentAsync(BudgetFixture fixture) =>
        await new CodexFuncGateway.Ledger.LedgerReader(fixture.Store)
            .ReadNewestFirstAsync("k", fixture.Time.GetUtcNow().AddDays(-2), fixture.Time.GetUtcNow().AddDays(1), default)
            .AggregateAsync(0L, (sum, entry) => sum + entry.CostNanoUsd);
}
