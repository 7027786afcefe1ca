using CodexFuncGateway.Costs;

namespace CodexFuncGateway.Local;

/// <summary>Rolls up every few minutes while the host runs, as the Function App's timer does.</summary>
internal sealed class RollUpTimer(RollUp rollUp, TimeProvider timeProvider) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Interval, timeProvider, stoppingToken);
            try
            {
                await rollUp.RunAsync(stoppingToken);
            }
            catch (RollUpException)
            {
                // It has logged what failed; the next run tries again.
            }
        }
    }
}
