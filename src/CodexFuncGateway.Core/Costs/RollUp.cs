using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Costs;

/// <summary>
/// What a timer calls: brings everything that is derived from the ledger up to date, step by step. Safe to run twice, late, or in two processes
/// at once. A step that fails does not keep the others from running.
/// </summary>
public sealed partial class RollUp(IEnumerable<RollUpStep> steps, TimeProvider timeProvider, ILogger<RollUp> logger)
{
    // The next one goes on from there. A run that ends late could overwrite what a later one knows better (see LateDays).
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(10);

    /// <exception cref="RollUpException">Steps failed, or did not end in time.</exception>
    /// <exception cref="OperationCanceledException">The caller wants it to end.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(LongestRun, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var failed = new List<(string Step, Exception Exception)>();
        foreach (var step in steps)
        {
            try
            {
                await step.RunAsync(either.Token);
            }
#pragma warning disable CA1031 // Whatever one step met, the others are still to be done; it is told below.
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Log.StepFailed(logger, step.Name, exception);
                failed.Add((step.Name, exception));
            }
        }

        if (failed.Count > 0)
        {
            throw new RollUpException([.. failed.Select(step => step.Step)], failed[0].Exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The roll-up failed at its step '{Step}'; the next run tries again.")]
        public static partial void StepFailed(ILogger logger, string step, Exception exception);
    }
}
