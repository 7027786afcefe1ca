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

    /// <summary>A client would rather hear of an outage than wait longer than this for its end.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(2);

    /// <summary>How long to wait before the same route is asked again, at least as long as it says itself; null where it is not asked.</summary>
    public static TimeSpan? DelayBeforeRetry(GatewayError error, int attempt)
    {
        // A redirect comes of a wrong address, which is no better a moment later.
        if (attempt >= AttemptsPerRoute || error.Kind is not (ErrorKind.UpstreamFailed or ErrorKind.UpstreamOverloaded) || error.UpstreamStatus is >= 300 and < 400)
        {
            return null;
        }

        var usual = FirstDelay * (1 << (attempt - 1));
        var delay = error.RetryAfter > usual ? error.RetryAfter.Value : usual;
        return delay <= LongestDelay ? delay : null;
    }

    /// <summary>Whether another route may do better: not where the request itself is at fault.</summary>
    public static bool MayFallBack(GatewayError error) =>
        error.Kind is ErrorKind.UpstreamFailed or ErrorKind.UpstreamOverloaded or ErrorKind.UpstreamTimeout
            or ErrorKind.UpstreamCredential or ErrorKind.RateLimited or ErrorKind.QuotaSpent;
}
