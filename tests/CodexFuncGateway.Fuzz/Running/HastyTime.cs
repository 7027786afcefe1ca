namespace CodexFuncGateway.Fuzz.Running;

/// <summary>The system's time, except that the pauses before another attempt are over at once.</summary>
internal sealed class HastyTime : TimeProvider
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero && dueTime <= LongestPause ? TimeSpan.FromMilliseconds(1) : dueTime, period);
}
