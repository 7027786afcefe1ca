namespace CodexFuncGateway.Tests.KeyVault;

/// <summary>Leads requests for the vault's public name to where the fake one listens, and no request anywhere else.</summary>
internal sealed class VaultTransport(FakeVault vault) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Assert.Equal(vault.Uri.Host, request.RequestUri!.Host);
        request.RequestUri = new Uri(vault.Address, request.RequestUri.PathAndQuery);
        return base.SendAsync(request, cancellationToken);
    }
}
