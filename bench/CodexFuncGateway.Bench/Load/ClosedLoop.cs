using System.Diagnostics;
using CodexFuncGateway.Bench.Measurement;
using CodexFuncGateway.Bench.Processes;

namespace CodexFuncGateway.Bench.Load;

/// <summary>A number of streams for a number of seconds, each asking again as soon as its reply has ended.</summary>
internal static class ClosedLoop
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<LoadResult> RunAsync(LoadTarget target, int streams, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(duration + Patience);
        var processorBefore = ProcessUsage.Read(target.ProcessId).ProcessorSeconds;
        var started = Stopwatch.GetTimestamp();
        var firstDeltas = await Task.WhenAll(Enumerable.Range(0, streams)
            .Select(_ => Task.Run(() => AskForAsync(target, duration, stop.Token), stop.Token)));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var processor = ProcessUsage.Read(target.ProcessId).ProcessorSeconds - processorBefore;
        return new LoadResult(firstDeltas.Sum(list => list.Count), seconds, Statistics.Median(firstDeltas.SelectMany(list => list)), processor);
    }

    private static async Task<List<double>> AskForAsync(LoadTarget target, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var client = new StreamClient(target);
        await client.ConnectAsync(cancellationToken);
        var firstDeltas = new List<double>();
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < duration;)
        {
            firstDeltas.Add(await client.AskAsync(cancellationToken));
        }

        return firstDeltas;
    }
}
