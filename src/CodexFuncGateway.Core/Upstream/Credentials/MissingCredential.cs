using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Upstream.Credentials;

/// <summary>Tells an operator what to set.</summary>
internal static class MissingCredential
{
    public static GatewayException For(Provider provider, string remedy) =>
        new(ErrorKind.UpstreamCredential, $"The gateway has no credential for {provider.DisplayName}: its operator sets {remedy}.");
}
