using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Upstream.Credentials.Entra;

namespace CodexFuncGateway.Upstream.Credentials;

/// <summary>
/// The gateway's identity in Entra as another cloud is shown it, which needs no secret at all: a provider's parameter <c>webIdentityScope</c> says for whom
/// the token is made out.
/// </summary>
internal sealed class ForeignIdentity(IAccessTokenSource? source)
{
    private const string Scope = "webIdentityScope";

    public bool IsThere(ModelParameters parameters) => source is { HasIdentity: true } && parameters.Value(Scope) is not null;

    /// <exception cref="GatewayException">Entra gives no token.</exception>
    public async Task<string> RequestAsync(ModelParameters parameters, CancellationToken cancellationToken) =>
        (await source!.RequestAsync(parameters.Value(Scope)!, cancellationToken)).Token;
}
