using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace CodexFuncGateway.Functions.Tests.Hosting;

public sealed class TimerTests
{
    [Fact]
    public async Task The_timer_runs_the_roll_up_with_the_functions_own_token()
    {
        using var ends = new CancellationTokenSource();
        CancellationToken? given = null;
        var timer = new RollUpFunction(token =>
        {
            given = token;
            return Task.CompletedTask;
        });

        await timer.RunAsync(new TimerInfo(), ends.Token);

        Assert.Equal(ends.Token, given);
    }

    [Fact]
    public Task A_roll_up_that_fails_is_a_failed_function() =>
        Assert.ThrowsAsync<TimeoutException>(() => new RollUpFunction(_ => throw new TimeoutException()).RunAsync(new TimerInfo(), CancellationToken.None));

    [Fact]
    public void Its_schedule_is_a_setting_and_no_new_instance_runs_it_unasked()
    {
        var trigger = typeof(RollUpFunction).GetMethod(nameof(RollUpFunction.RunAsync))!.GetParameters()[0].GetCustomAttribute<TimerTriggerAttribute>()!;

        Assert.Equal(("%BudgetRollupSchedule%", false), (trigger.Schedule, trigger.RunOnStartup));
    }
}
