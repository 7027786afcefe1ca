using Azure.Core;

namespace CodexFuncGateway.Tests.KeyVault;

/// <summary>A signed-in identity that needs nobody to sign it in; remembers which scopes it was asked for.</summary>
internal sealed class StaticCredential : TokenCredential
{
    public HashSet<string> Scopes { get; } = [];

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        Scopes.UnionWith(requestContext.Scopes);
        return new AccessToken(FakeVault.Token, DateTimeOffset.MaxValue);
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(GetToken(requestContext, cancellationToken));
}
