namespace CodexFuncGateway.Catalog;

/// <summary>Whether nobody between can read what is sent to an address: by HTTPS, or without leaving the machine.</summary>
internal static class SafeTransport
{
    public static bool Leads(Uri address) => address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);
}
