using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Pipeline;

/// <summary>
/// Whether and where a failed request is tried again. Only the gateway sees that a request was refused before it cost anything, so it tries
/// again briefly itself; Codex would send it up to thirty times.
/// </summary>
internal static class RetryPolicy
{
    private const int AttemptsPerRoute = 3;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);

    /// <summary>How long to wait before the same route is asked again; null where it is not.</summary>
    public static TimeSpan? DelayBeforeRetry(GatewayError error, int attempt) =>
        attempt < AttemptsPerRoute && error.Kind is ErrorKind.UpstreamFailed or ErrorKind.UpstreamOverloaded ? FirstDelay * (1 << (attempt - 1)) : null;

    /// <summary>Whether another route may do better: not where the request itself is at fault.</summary>
    public static bool MayFallBack(GatewayError error) =>
        error.Kind is ErrorKind.UpstreamFailed or ErrorKind.UpstreamOverloaded or ErrorKind.UpstreamTimeout
            or ErrorKind.UpstreamCredential or ErrorKind.RateLimited or ErrorKind.QuotaSpent;
}
