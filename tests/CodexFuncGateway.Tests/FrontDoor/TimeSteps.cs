using CodexFuncGateway.Tests.Support;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>Moves the clock when, and only when, the gateway waits for it.</summary>
internal static class TimeSteps
{
    /// <summary>Waits until a timer of exactly this length is started.</summary>
    public static async Task WaitedForAsync(this ManualTimeProvider time, TimeSpan length)
    {
        while (await time.TimerStartedAsync() != length)
        {
        }
    }

    /// <summary>Lets waits of these lengths pass, one after the other, each once the gateway has begun it.</summary>
    public static async Task PassAsync(this ManualTimeProvider time, params TimeSpan[] lengths)
    {
        foreach (var length in lengths)
        {
            await time.WaitedForAsync(length);
            time.Advance(length);
        }
    }

    /// <summary>Passes a timer's interval again and again until something has come of it.</summary>
    public static async Task<T> PassUntilAsync<T>(this ManualTimeProvider time, TimeSpan interval, Task<T> awaited)
    {
        while (!awaited.IsCompleted)
        {
            time.Advance(interval);
            await time.TimerStartedAsync();
        }

        return await awaited;
    }
}
