using System.Globalization;
using CodexFuncGateway.Bench.Load;
using CodexFuncGateway.Bench.Measurement;
using CodexFuncGateway.Bench.Processes;
using CodexFuncGateway.Bench.Upstream;

namespace CodexFuncGateway.Bench.Abuse;

/// <summary>
/// What a caller with a good key and bad intentions costs: requests that are small on the way and large inside, bodies that do not arrive, and streams that
/// nobody reads. Each is sent to a gateway in a process of its own, whose memory is watched.
/// </summary>
internal static class AbuseRun
{
    /// <summary>Of a small instance: without a limit the framework takes what the machine has, and gives it back when it likes.</summary>
    private const int HeapMegabytes = 1_024;

    private static readonly Dictionary<string, string> SmallHeap = new()
    {
        ["DOTNET_GCHeapHardLimit"] = ((long)HeapMegabytes << 20).ToString("x", CultureInfo.InvariantCulture),
    };

    /// <summary>After its first delta an upstream at this pace says nothing for longer than the run takes.</summary>
    private static readonly Pace Silent = new(600_000, 1);

    public static async Task RunAsync(string program, CancellationToken cancellationToken)
    {
        await using var processes = new BenchProcesses();
        await processes.SetPaceAsync(Pace.EachDeltaItsOwnWrite, cancellationToken);
        await using var gateway = await processes.StartGatewayAsync(program, SmallHeap, cancellationToken);
        await ContentCheck.RunAsync(Targets.ToGateway(gateway, GatewayRoute.All[0]), cancellationToken);
        await ThrowBombsAsync(gateway, cancellationToken);
        await SlowBodies.RunAsync(gateway, cancellationToken);
        await processes.SetPaceAsync(Silent, cancellationToken);
        await using var fresh = await processes.StartGatewayAsync(program, SmallHeap, cancellationToken);
        await IdleStreams.RunAsync(fresh, cancellationToken);
    }

    private static async Task ThrowBombsAsync(ServerProcess gateway, CancellationToken cancellationToken)
    {
        Console.WriteLine($"The gateway's heap is limited to {HeapMegabytes:N0} MB.\n");
        Console.WriteLine("| request | bytes sent | at once | status | answer | ms | resident before, MB | peak, MB |\n|---|---|---|---|---|---|---|---|");
        foreach (var bomb in Bombs.All)
        {
            var body = bomb.Make();
            foreach (var atOnce in (int[])[1, 8])
            {
                var (thrown, before, peak) = await PeakMemory.WatchAsync(gateway.Id, () => BombThrower.ThrowAsync(gateway, bomb, body, atOnce, cancellationToken));
                Console.WriteLine($"| {bomb.Name} | {body.Length:N0} | {atOnce} | {thrown.Status} | {thrown.Message} | {thrown.Milliseconds:N0} | {before:N0} | {peak:N0} |");
            }
        }
    }
}
