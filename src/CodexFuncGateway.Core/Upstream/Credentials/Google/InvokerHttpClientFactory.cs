using Google.Apis.Http;

namespace CodexFuncGateway.Upstream.Credentials.Google;

/// <summary>Lets Google's library send through the gateway's own connections.</summary>
internal sealed class InvokerHttpClientFactory(HttpMessageInvoker invoker) : HttpClientFactory
{
    protected override HttpMessageHandler CreateHandler(CreateHttpClientArgs args) => new Handler(invoker);

    private sealed class Handler(HttpMessageInvoker invoker) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            invoker.SendAsync(request, cancellationToken);
    }
}
