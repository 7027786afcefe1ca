using Google.Apis.Util;

namespace CodexFuncGateway.Upstream.Credentials.Google;

/// <summary>The gateway's clock as Google's library reads one.</summary>
internal sealed class GoogleClock(TimeProvider timeProvider) : IClock
{
    public DateTime Now => timeProvider.GetLocalNow().DateTime;

    public DateTime UtcNow => timeProvider.GetUtcNow().UtcDateTime;
}
