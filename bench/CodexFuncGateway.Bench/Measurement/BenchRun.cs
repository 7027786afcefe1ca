using CodexFuncGateway.Bench.Load;
using CodexFuncGateway.Bench.Processes;
using CodexFuncGateway.Bench.Upstream;

namespace CodexFuncGateway.Bench.Measurement;

/// <summary>The whole bench: throughput and added time of every path, then memory, with what they must reach.</summary>
internal sealed class BenchRun(BenchOptions options, BenchProcesses processes)
{
    private const int ManyStreams = 32;

    /// <summary>For each path: .NET profiles a process's hot code while it runs, and until that is done it costs three times what it will.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(25);

    public static async Task RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var processes = new BenchProcesses();
        await processes.SetPaceAsync(Pace.EachDeltaItsOwnWrite, cancellationToken);
        var run = new BenchRun(options, processes);
        await run.CompareAsync(cancellationToken);
        await run.MeasureMemoryAsync(cancellationToken);
    }

    private async Task CompareAsync(CancellationToken cancellationToken)
    {
        await using var passThrough = await processes.StartPassThroughAsync(cancellationToken);
        await using var gateway = options.WithGateway ? await processes.StartGatewayAsync(options.GatewayPath, cancellationToken) : null;
        LoadTarget[] targets =
        [
            Targets.ToUpstream(processes.Upstream),
            Targets.ToPassThrough(passThrough),
            .. gateway is null ? [] : GatewayRoute.All.Select(route => Targets.ToGateway(gateway, route)),
        ];
        await WarmUpAsync(targets, cancellationToken);
        await CompareAsync("As fast as it can be sent, each delta its own write (the targets' scenario)", Pace.EachDeltaItsOwnWrite, targets, cancellationToken);
        await CompareAsync("As fast as it can be sent, twenty deltas per write", Pace.TwentyDeltasPerWrite, targets, cancellationToken);
        await CompareAsync("A millisecond between deltas", Pace.DeltaByDelta, targets, cancellationToken);
    }

    private static async Task WarmUpAsync(IEnumerable<LoadTarget> targets, CancellationToken cancellationToken)
    {
        foreach (var target in targets)
        {
            Report.WriteProgress($"warming up: {target.Name}");
            await ContentCheck.RunAsync(target, cancellationToken);
            await ClosedLoop.RunAsync(target, ManyStreams, WarmUp, cancellationToken);
        }
    }

    private async Task CompareAsync(string title, Pace pace, IReadOnlyList<LoadTarget> targets, CancellationToken cancellationToken)
    {
        Report.WriteProgress($"measuring: {title}");
        await processes.SetPaceAsync(pace, cancellationToken);
        var machine = new MachineWatch([Environment.ProcessId, .. targets.Select(target => target.ProcessId).Distinct()]);
        var many = await Comparison.RunAsync(targets, ManyStreams, options, cancellationToken);
        var one = await Comparison.RunAsync(targets, 1, options, cancellationToken);
        Report.WriteComparison(title, targets, many, one);
        Report.WriteMachine(machine.OtherProcessors());
    }

    private async Task MeasureMemoryAsync(CancellationToken cancellationToken)
    {
        Report.WriteProgress("measuring: memory");
        await processes.SetPaceAsync(Pace.LikeAModel, cancellationToken);
        Report.WriteMemoryHead();
        await using (var passThrough = await processes.StartPassThroughAsync(cancellationToken))
        {
            await MeasureMemoryAsync(Targets.ToPassThrough(passThrough), cancellationToken);
        }

        foreach (var route in options.WithGateway ? GatewayRoute.All : [])
        {
            await using var gateway = await processes.StartGatewayAsync(options.GatewayPath, cancellationToken);
            await MeasureMemoryAsync(Targets.ToGateway(gateway, route), cancellationToken);
        }
    }

    private static async Task MeasureMemoryAsync(LoadTarget target, CancellationToken cancellationToken)
    {
        var idle = ProcessUsage.Read(target.ProcessId).ResidentMegabytes;
        Report.WriteMemory(target.Name, idle, await OpenStreams.MeasureAsync(target, cancellationToken));
    }
}
