using CodexFuncGateway.Bench.Load;
using CodexFuncGateway.Bench.Processes;

namespace CodexFuncGateway.Bench.Measurement;

/// <summary>Many slow streams open at once, and the most memory that the target's process takes meanwhile.</summary>
internal static class OpenStreams
{
    public const int Count = 500;

    private static readonly TimeSpan Ramp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SamplePause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Peak resident megabytes; every stream is followed to its end.</summary>
    public static async Task<double> MeasureAsync(LoadTarget target, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(Patience);
        var ended = 0;
        var streams = Task.WhenAll(Enumerable.Range(0, Count).Select(async index =>
        {
            await FollowAsync(target, Ramp * index / Count, stop.Token);
            Interlocked.Increment(ref ended);
        }));
        await Task.Delay(Ramp, stop.Token);
        if (ended > 0)
        {
            throw new BenchException($"{target.Name}: streams ended before all were open.");
        }

        var peak = 0.0;
        while (!streams.IsCompleted)
        {
            peak = Math.Max(peak, ProcessUsage.Read(target.ProcessId).ResidentMegabytes);
            await Task.Delay(SamplePause, stop.Token);
        }

        await streams;
        return peak;
    }

    private static async Task FollowAsync(LoadTarget target, TimeSpan delay, CancellationToken cancellationToken)
    {
        await Task.Delay(delay, cancellationToken);
        using var client = new StreamClient(target);
        await client.ConnectAsync(cancellationToken);
        await client.AskAsync(cancellationToken);
    }
}
