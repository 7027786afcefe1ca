using CodexFuncGateway.Costs;
using Microsoft.Azure.Functions.Worker;

namespace CodexFuncGateway.Functions;

/// <summary>The timer. It runs on one instance at a time, on a machine apart from those that serve requests; a run that fails is the host's to report.</summary>
public sealed class RollUpFunction(RollUp rollUp)
{
    [Function("roll-up")]
    public Task RunAsync([TimerTrigger("%BudgetRollupSchedule%")] TimerInfo timer, CancellationToken functionEnds) => rollUp.RunAsync(functionEnds);
}
