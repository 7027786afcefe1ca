using CodexFuncGateway.Bench.Load;
using CodexFuncGateway.Bench.Processes;
using CodexFuncGateway.Bench.Upstream;

namespace CodexFuncGateway.Bench.Measurement;

/// <summary>The whole bench: throughput and added time of every path, then memory, with what they must reach.</summary>
internal sealed class BenchRun(BenchOptions options, BenchProcesses processes)
{
    private const int ManyStreams = 32;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var processes = await BenchProcesses.StartAsync(cancellationToken);
        var run = new BenchRun(options, processes);
        await run.CompareAsync("As fast as it can be sent, each delta its own write (the scenario of the targets)", Pace.EachDeltaItsOwnWrite, cancellationToken);
        await run.CompareAsync("As fast as it can be sent, twenty deltas per write", Pace.TwentyDeltasPerWrite, cancellationToken);
        await run.CompareAsync("A millisecond between deltas", Pace.DeltaByDelta, cancellationToken);
        await run.MeasureMemoryAsync(cancellationToken);
    }

    private async Task CompareAsync(string title, Pace pace, CancellationToken cancellationToken)
    {
        Report.WriteProgress(title);
        await using var passThrough = await processes.StartPassThroughAsync(cancellationToken);
        await using var gateway = options.WithGateway ? await processes.StartGatewayAsync(options.GatewayPath, pace, cancellationToken) : null;
        LoadTarget[] targets =
        [
            Targets.ToUpstream(processes.Upstream, pace),
            Targets.ToPassThrough(passThrough, pace),
            .. gateway is null ? [] : GatewayRoute.All.Select(route => Targets.ToGateway(gateway, route, pace)),
        ];
        foreach (var target in targets)
        {
            await ContentCheck.RunAsync(target, cancellationToken);
            await ClosedLoop.RunAsync(target, ManyStreams, WarmUp, cancellationToken);
        }

        var machine = new MachineWatch([Environment.ProcessId, processes.Upstream.Id, passThrough.Id, .. gateway is null ? (int[])[] : [gateway.Id]]);
        var many = await Comparison.RunAsync(targets, ManyStreams, options, cancellationToken);
        var one = await Comparison.RunAsync(targets, 1, options, cancellationToken);
        Report.WriteComparison(title, targets, many, one);
        Report.WriteMachine(machine.OtherProcessors());
    }

    private async Task MeasureMemoryAsync(CancellationToken cancellationToken)
    {
        Report.WriteMemoryHead();
        await using (var passThrough = await processes.StartPassThroughAsync(cancellationToken))
        {
            await MeasureMemoryAsync(Targets.ToPassThrough(passThrough, Pace.LikeAModel), cancellationToken);
        }

        foreach (var route in options.WithGateway ? GatewayRoute.All : [])
        {
            await using var gateway = await processes.StartGatewayAsync(options.GatewayPath, Pace.LikeAModel, cancellationToken);
            await MeasureMemoryAsync(Targets.ToGateway(gateway, route, Pace.LikeAModel), cancellationToken);
        }
    }

    private static async Task MeasureMemoryAsync(LoadTarget target, CancellationToken cancellationToken)
    {
        var idle = ProcessUsage.Read(target.ProcessId).ResidentMegabytes;
        Report.WriteMemory(target.Name, idle, await OpenStreams.MeasureAsync(target, cancellationToken));
    }
}
