namespace CodexFuncGateway.Tests.Upstream.Credentials;

/// <summary>Leads requests for hosts that are fixed in a library to a server on loopback.</summary>
internal sealed class RedirectingHandler() : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
{
    /// <summary>A host → the address that stands in for it.</summary>
    public Dictionary<string, string> Hosts { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Hosts.TryGetValue(request.RequestUri!.Host, out var address))
        {
            request.RequestUri = new Uri(new Uri(address), request.RequestUri.PathAndQuery);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
