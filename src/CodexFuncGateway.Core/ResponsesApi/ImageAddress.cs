using System.Net;

namespace CodexFuncGateway.ResponsesApi;

/// <summary>
/// Where an image may be. The gateway fetches none, but an upstream may, from where it stands: an address in a private network, or a file, would be read with
/// its rights and shown to whoever asked. A public name that leads to a private address is not seen here; self-hosted models are given no addresses at all
/// unless their operator wants it (<c>ImageUrls</c>).
/// </summary>
internal static class ImageAddress
{
    private static readonly string[] PrivateDomains = [".localhost", ".local", ".internal", ".lan", ".home.arpa", ".onion"];

    public static string Require(JsonField field)
    {
        var url = field.String();
        return IsImageData(url) || IsPublic(url)
            ? url
            : throw field.Error("must be an image's data URL, or its address by http or https on a public host");
    }

    private static bool IsImageData(string url) => url.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase);

    private static bool IsPublic(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0
        && (IPAddress.TryParse(address.DnsSafeHost, out var ip) ? IsPublic(ip) : IsPublicName(address.IdnHost.TrimEnd('.')));

    private static bool IsPublicName(string host) =>
        host.Contains('.') && !PrivateDomains.Any(domain => host.EndsWith(domain, StringComparison.OrdinalIgnoreCase));

    private static bool IsPublic(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? IsPublic(address.MapToIPv4())
        : address.GetAddressBytes() is { Length: 4 } bytes ? IsPublicIPv4(bytes)
        : IsPublicIPv6(address.GetAddressBytes());

    /// <summary>IANA's registry of special addresses, as far as anybody could listen there, and the one at which Azure serves its machines.</summary>
    private static bool IsPublicIPv4(byte[] address) => address switch
    {
        [0 or 10 or 127, ..] or [>= 224, ..] => false,
        [100, >= 64 and < 128, ..] or [169, 254, ..] or [172, >= 16 and < 32, ..] or [192, 168, ..] or [192, 0, 0, _] or [198, 18 or 19, ..] or [168, 63, 129, 16] => false,
        _ => true,
    };

    /// <summary>Only 2000::/3 is in public use; 2002:: in it wraps addresses of the older kind.</summary>
    private static bool IsPublicIPv6(byte[] address) => (address[0] & 0xE0) == 0x20 && address is not [0x20, 0x02, ..];
}
