using CodexFuncGateway.Bench.Load;
using CodexFuncGateway.Bench.Processes;
using CodexFuncGateway.Bench.Upstream;

namespace CodexFuncGateway.Bench.Measurement;

/// <summary>What reserving and settling cost: the same gateway twice, one of them with a budget for the key, one for the model and one for everything.</summary>
internal static class BudgetRun
{
    private const double MostAddedMilliseconds = 0.2;
    private const int ManyStreams = 32;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly GatewayRoute Route = GatewayRoute.All[0];

    private static readonly Dictionary<string, string> Budgets = new()
    {
        ["Budgets__key__Scope"] = "key", ["Budgets__key__Value"] = "dev", ["Budgets__key__Period"] = "day", ["Budgets__key__LimitUsd"] = "1000000",
        ["Budgets__model__Scope"] = "model", ["Budgets__model__Value"] = "openai/*", ["Budgets__model__Period"] = "week", ["Budgets__model__LimitUsd"] = "1000000",
        ["Budgets__all__Scope"] = "everything", ["Budgets__all__Period"] = "month", ["Budgets__all__LimitUsd"] = "1000000",
    };

    public static async Task RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var processes = new BenchProcesses();
        await processes.SetPaceAsync(Pace.EachDeltaItsOwnWrite, cancellationToken);
        await using var without = await processes.StartGatewayAsync(options.GatewayPath, cancellationToken);
        await using var with = await processes.StartGatewayAsync(options.GatewayPath, Budgets, cancellationToken);
        LoadTarget[] targets =
        [
            Targets.ToGateway(without, Route) with { Name = "without budgets" },
            Targets.ToGateway(with, Route) with { Name = "with three budgets" },
        ];
        foreach (var target in targets)
        {
            Report.WriteProgress($"warming up: {target.Name}");
            await ContentCheck.RunAsync(target, cancellationToken);
            await ClosedLoop.RunAsync(target, ManyStreams, WarmUp, cancellationToken);
        }

        Report.WriteProgress("measuring");
        var machine = new MachineWatch([Environment.ProcessId, processes.Upstream.Id, without.Id, with.Id]);
        var one = await Comparison.RunAsync(targets, 1, options, cancellationToken);
        var many = await Comparison.RunAsync(targets, ManyStreams, options, cancellationToken);
        Report.WriteBudgets(targets[0].Name, targets[1].Name, one, many, MostAddedMilliseconds);
        Report.WriteMachine(machine.OtherProcessors());
    }
}
