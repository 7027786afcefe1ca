using System.Net;
using System.Net.Sockets;
using CodexFuncGateway.Keys;
using CodexFuncGateway.Keys.Entra;
using CodexFuncGateway.Pipeline;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http;

/// <summary>Takes out of an HTTP request what it shows of its sender.</summary>
internal sealed class CallerReader(GatewayOptions options, EntraOptions entra)
{
    private const string Bearer = "Bearer ";
    private const int BytesOfNetwork = 8;

    public Caller Read(HttpRequest request)
    {
        var principal = entra.AppServiceAuthentication ? Header(request, PrincipalReader.Header) : null;
        // What came as Authorization then is the token that App Service has read; a gateway key beside it has a header of its own.
        var authorization = principal is null ? Header(request, "Authorization") : null;
        return new Caller { Secret = Secret(authorization, Header(request, "x-api-key") ?? Header(request, "api-key")), Principal = principal, Address = Address(request) };
    }

    private static string? Secret(string? authorization, string? apiKey)
    {
        var secret = authorization?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) is true ? authorization[Bearer.Length..].Trim() : apiKey?.Trim();
        return string.IsNullOrEmpty(secret) ? null : secret;
    }

    /// <summary>
    /// The proxy in front writes whom it saw at the end of the header; what stands before may be made up. Without such a header all callers behind a proxy on
    /// this machine look alike, so none is told from the others.
    /// </summary>
    private string? Address(HttpRequest request)
    {
        if (options.ClientAddressHeader is { Length: > 0 } name)
        {
            var last = Header(request, name)?.Split(',')[^1].Trim();
            return IPEndPoint.TryParse(last ?? "", out var endPoint) ? Network(endPoint.Address) : null;
        }

        return request.HttpContext.Connection.RemoteIpAddress is { } address && !IPAddress.IsLoopback(address) ? Network(address) : null;
    }

    /// <summary>Of IPv6 the first half, since a subscriber has all the addresses that share it.</summary>
    private static string Network(IPAddress address)
    {
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily == AddressFamily.InterNetwork
            ? address.ToString()
            : $"{new IPAddress([.. address.GetAddressBytes()[..BytesOfNetwork], .. new byte[BytesOfNetwork]])}/64";
    }

    private static string? Header(HttpRequest request, string name) => request.Headers.TryGetValue(name, out var values) ? values.ToString() : null;
}
