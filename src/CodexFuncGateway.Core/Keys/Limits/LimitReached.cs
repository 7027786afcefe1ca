using System.Globalization;
using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Keys.Limits;

/// <summary>What a caller is told who has reached a limit of its key.</summary>
internal static class LimitReached
{
    /// <summary>Nobody knows when one of the calls ends; Codex asks five times more, which is most of a minute.</summary>
    public static readonly TimeSpan WaitForPlace = TimeSpan.FromSeconds(10);

    public static GatewayException Of(long? limit, string unit, TimeSpan wait) => new(new GatewayError(
        ErrorKind.RateLimited, string.Create(CultureInfo.InvariantCulture, $"This key has reached its limit of {limit} {unit}. Please try again in {Math.Max(1, Math.Ceiling(wait.TotalSeconds))}s."))
    {
        RetryAfter = wait,
    });
}
