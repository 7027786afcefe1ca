using CodexFuncGateway.Upstream.Credentials.Entra;

namespace CodexFuncGateway.Tests.Upstream.Credentials;

/// <summary>An identity in Entra whose token never changes; remembers which scopes it was asked for.</summary>
internal sealed class FixedTokenSource(string token) : IAccessTokenSource
{
    public List<string> Scopes { get; } = [];

    public bool HasIdentity => true;

    public Task<(string Token, DateTimeOffset Expires)> RequestAsync(string scope, CancellationToken cancellationToken)
    {
        Scopes.Add(scope);
        return Task.FromResult((token, DateTimeOffset.MaxValue));
    }
}
