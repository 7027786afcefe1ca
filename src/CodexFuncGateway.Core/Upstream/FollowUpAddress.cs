using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Upstream;

/// <summary>
/// Where a reply may send the gateway on to, credential in hand: back to the route's own address, or by HTTPS to one of the hosts that the
/// provider's data name. Any other address is not followed, whoever wrote it.
/// </summary>
internal static class FollowUpAddress
{
    /// <exception cref="GatewayException">The address is not one to go to.</exception>
    public static Uri Require(string address, Route route) =>
        Uri.TryCreate(address, UriKind.Absolute, out var target) && target.UserInfo.Length == 0 && (IsOwn(target, route) || IsNamed(target, route.Provider))
            ? target
            : throw new GatewayException(ErrorKind.UpstreamFailed, $"{route.Provider.DisplayName} sent on to an address that is not one of its own.");

    private static bool IsOwn(Uri target, Route route) =>
        Uri.TryCreate(route.BaseUrl, UriKind.Absolute, out var own)
        && (target.Scheme, target.IdnHost, target.Port) == (own.Scheme, own.IdnHost, own.Port);

    private static bool IsNamed(Uri target, Provider provider) =>
        target.Scheme == Uri.UriSchemeHttps && target.IsDefaultPort && provider.FollowUpHosts.Any(host => Matches(target.IdnHost, host));

    /// <summary><c>*.example.com</c> stands for every host below that domain.</summary>
    private static bool Matches(string host, string named) =>
        named.StartsWith("*.", StringComparison.Ordinal)
            ? host.EndsWith(named[1..], StringComparison.OrdinalIgnoreCase) && host.Length > named.Length - 1
            : host.Equals(named, StringComparison.OrdinalIgnoreCase);
}
