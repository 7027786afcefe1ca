using System.Reflection;
using CodexFuncGateway.Costs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodexFuncGateway.Functions.Tests.Hosting;

public sealed class TimerTests
{
    [Fact]
    public async Task The_timer_runs_the_roll_up_until_the_function_ends()
    {
        using var ends = new CancellationTokenSource();
        CancellationToken? given = null;
        var timer = Timer(token =>
        {
            given = token;
            return Task.CompletedTask;
        });

        await ends.CancelAsync();
        await timer.RunAsync(new TimerInfo(), ends.Token);

        Assert.True(given is { IsCancellationRequested: true });
    }

    [Fact]
    public Task A_roll_up_that_fails_is_a_failed_function() =>
        Assert.ThrowsAsync<RollUpException>(() => Timer(_ => throw new TimeoutException()).RunAsync(new TimerInfo(), CancellationToken.None));

    [Fact]
    public void Its_schedule_is_a_setting_and_no_new_instance_runs_it_unasked()
    {
        var trigger = typeof(RollUpFunction).GetMethod(nameof(RollUpFunction.RunAsync))!.GetParameters()[0].GetCustomAttribute<TimerTriggerAttribute>()!;

        Assert.Equal(("%BudgetRollupSchedule%", false), (trigger.Schedule, trigger.RunOnStartup));
    }

    private static RollUpFunction Timer(Func<CancellationToken, Task> step) =>
        new(new RollUp([new RollUpStep("step", step)], TimeProvider.System, NullLogger<RollUp>.Instance));
}
