using CodexFuncGateway.Upstream.Credentials.Entra;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>An identity in Entra that gives tokens with numbers, each for an hour.</summary>
internal sealed class NumberedTokenSource(TimeProvider time) : IAccessTokenSource
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private int given;

    /// <summary>How many tokens were asked for.</summary>
    public int Given => Volatile.Read(ref given);

    public string? Scope { get; private set; }

    public bool HasIdentity => true;

    public Task<(string Token, DateTimeOffset Expires)> RequestAsync(string scope, CancellationToken cancellationToken)
    {
        Scope = scope;
        return Task.FromResult(($"eyJ.canary-{Interlocked.Increment(ref given)}.sig", time.GetUtcNow() + Lifetime));
    }
}
