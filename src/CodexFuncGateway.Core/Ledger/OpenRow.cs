using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Ledger;

/// <summary>
/// The row of a call that is about to be sent, on its way to the store or the spool while the upstream is being asked. Nobody is answered
/// before it is there, so that every answer has a row, whatever happens to this process.
/// </summary>
/// <param name="recorded">Completes when it is there.</param>
/// <param name="patience">How long an answer waits for it.</param>
internal sealed class OpenRow(Task recorded, TimeSpan patience, TimeProvider timeProvider)
{
    public static readonly GatewayError NotRecorded = new(
        ErrorKind.Unavailable, "The gateway cannot record calls at the moment, and without a record it makes none. Please try again later.")
    {
        RetryAfter = TimeSpan.FromSeconds(10),
    };

    public bool IsRecorded => recorded.IsCompletedSuccessfully;

    /// <exception cref="GatewayException">The call cannot be recorded, or not in time.</exception>
    public ValueTask WaitAsync() => IsRecorded ? ValueTask.CompletedTask : new ValueTask(WaitPatientlyAsync());

    private async Task WaitPatientlyAsync()
    {
        try
        {
            await recorded.WaitAsync(patience, timeProvider);
        }
        catch (TimeoutException exception)
        {
            throw new GatewayException(NotRecorded, exception);
        }
    }
}
