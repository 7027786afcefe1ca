using CodexFuncGateway.Errors;
using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Keys;

/// <summary>What is said while the store that keys and their limits live in does not answer: nobody is let in on a guess, and the client may try again.</summary>
internal static class KeyOutage
{
    public static readonly GatewayError Error = new(ErrorKind.Unavailable, "The gateway cannot check keys now: its store does not answer. Try again in a moment.")
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    /// <summary>Whether the store is out of reach, as opposed to having refused.</summary>
    public static bool Is(Exception exception) => exception is TableStoreException { Failure: TableStoreFailure.Unavailable } or OperationCanceledException or TimeoutException;
}
