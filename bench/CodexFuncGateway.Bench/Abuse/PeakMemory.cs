using CodexFuncGateway.Bench.Processes;

namespace CodexFuncGateway.Bench.Abuse;

/// <summary>The most memory that a process has while something goes on.</summary>
internal static class PeakMemory
{
    private static readonly TimeSpan SamplePause = TimeSpan.FromMilliseconds(10);

    /// <summary>In resident megabytes, before and at most.</summary>
    public static async Task<(T Result, double Before, double Peak)> WatchAsync<T>(int processId, Func<Task<T>> work)
    {
        var before = ProcessUsage.Read(processId).ResidentMegabytes;
        var peak = before;
        var working = work();
        while (!working.IsCompleted)
        {
            peak = Math.Max(peak, ProcessUsage.Read(processId).ResidentMegabytes);
            await Task.Delay(SamplePause);
        }

        return (await working, before, peak);
    }
}
