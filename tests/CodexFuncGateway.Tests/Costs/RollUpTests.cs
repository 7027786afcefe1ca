using CodexFuncGateway.Costs;
using CodexFuncGateway.Tests.Support;

namespace CodexFuncGateway.Tests.Costs;

public sealed class RollUpTests
{
    private readonly CollectingLogger<RollUp> logger = new();
    private readonly ManualTimeProvider time = new();
    private readonly List<string> done = [];

    [Fact]
    public async Task Steps_run_one_after_the_other_in_their_order()
    {
        await RollUp(Step("orphans"), Step("costs"), Step("budgets")).RunAsync(CancellationToken.None);

        Assert.Equal(["orphans", "costs", "budgets"], done);
    }

    [Fact]
    public async Task A_step_that_fails_does_not_keep_the_others_from_running_but_the_run_has_failed()
    {
        var rollUp = RollUp(Step("orphans"), new RollUpStep("costs", _ => throw new InvalidOperationException("no store")), Step("budgets"));

        var failure = await Assert.ThrowsAsync<RollUpException>(() => rollUp.RunAsync(CancellationToken.None));

        Assert.Equal(["orphans", "budgets"], done);
        Assert.Equal(["costs"], failure.Steps);
        Assert.Contains("'costs'", Assert.Single(logger.Lines).Text);
    }

    [Fact]
    public async Task A_caller_that_ends_it_is_not_told_of_a_failure()
    {
        using var stop = new CancellationTokenSource();
        var rollUp = RollUp(new RollUpStep("costs", async token =>
        {
            await stop.CancelAsync();
            token.ThrowIfCancellationRequested();
        }), Step("budgets"));

        await Assert.ThrowsAsync<OperationCanceledException>(() => rollUp.RunAsync(stop.Token));

        Assert.Empty(done);
        Assert.Empty(logger.Lines);
    }

    [Fact]
    public async Task A_run_that_takes_too_long_is_cut_off()
    {
        var running = RollUp(new RollUpStep("costs", token => Task.Delay(Timeout.Infinite, token))).RunAsync(CancellationToken.None);
        await time.TimerStartedAsync();

        time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(["costs"], (await Assert.ThrowsAsync<RollUpException>(() => running)).Steps);
    }

    private RollUp RollUp(params RollUpStep[] steps) => new(steps, time, logger);

    private RollUpStep Step(string name) => new(name, _ =>
    {
        done.Add(name);
        return Task.CompletedTask;
    });
}
