using CodexFuncGateway.Tests.Support;

namespace CodexFuncGateway.Tests.Budgets;

/// <summary>Lets time pass for code that waits in short steps.</summary>
internal static class TimeExtensions
{
    /// <summary>Moves the clock until the work is done. Between two steps nothing can be waited for: the work may be on its way to its next wait.</summary>
    public static void AdvanceWhile(this ManualTimeProvider time, Task work)
    {
        for (var step = 0; step < 10_000 && !work.IsCompleted; step++)
        {
            time.Advance(TimeSpan.FromMilliseconds(10));
            Thread.Yield();
        }
    }
}
