using CodexFuncGateway.Costs;
using CodexFuncGateway.Local;
using CodexFuncGateway.Tests.Support;

namespace CodexFuncGateway.Tests.Local;

public sealed class RollUpTimerTests
{
    [Fact]
    public async Task It_rolls_up_every_five_minutes_even_after_a_run_that_failed()
    {
        var time = new ManualTimeProvider();
        var runs = 0;
        var rollUp = new RollUp([new RollUpStep("costs", _ => ++runs == 1 ? throw new IOException("no store") : Task.CompletedTask)], time, new CollectingLogger<RollUp>());
        using var timer = new RollUpTimer(rollUp, time);
        await timer.StartAsync(CancellationToken.None);
        for (var run = 1; run <= 3; run++)
        {
            // The run before has ended when the next wait begins; a run's own deadline is longer.
            while (await time.TimerStartedAsync() != TimeSpan.FromMinutes(5))
            {
            }

            Assert.Equal(run - 1, runs);
            time.Advance(TimeSpan.FromMinutes(5));
        }

        await timer.StopAsync(CancellationToken.None);
    }
}
