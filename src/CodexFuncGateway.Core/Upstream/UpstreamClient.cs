using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Upstream;

/// <summary>Sends a phrased request to its route and returns as soon as the head of the answer is there.</summary>
/// <param name="invoker">Sends without buffering and without a total time limit, which an <see cref="HttpClient"/> would add.</param>
/// <param name="idle">How long an upstream may stay silent, before its head and between two pieces of its body.</param>
public sealed class UpstreamClient(HttpMessageInvoker invoker, ProviderCredentials credentials, TimeSpan idle, TimeProvider timeProvider)
{
    /// <exception cref="GatewayException">There is no credential, nobody answers, or nobody does in time.</exception>
    public async Task<UpstreamReply> SendAsync(UpstreamRequest request, Route route, CancellationToken cancellationToken)
    {
        var reply = await AskAsync(request, route, cancellationToken);
        if (!await credentials.RenewAsync(reply, cancellationToken))
        {
            return reply;
        }

        await reply.Body.DisposeAsync();
        return await AskAsync(request, route, cancellationToken);
    }

    private async Task<UpstreamReply> AskAsync(UpstreamRequest request, Route route, CancellationToken cancellationToken)
    {
        using var message = Phrase(request, route);
        var credential = await credentials.AuthoriseAsync(message, request.Body, route, cancellationToken);
        using var silence = new SilenceLimit(idle, timeProvider, cancellationToken);
        try
        {
            var response = await silence.WatchAsync(new ValueTask<HttpResponseMessage>(invoker.SendAsync(message, silence.Token)));
            ((ReleasableContent)message.Content!).Release();
            return await ReadHeadAsync(response, route, cancellationToken) with { Credential = credential };
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutException)
        {
            throw Unreachable(exception, route);
        }
    }

    private static HttpRequestMessage Phrase(UpstreamRequest request, Route route)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, route.BaseUrl + request.Path)
        {
            Content = new ReleasableContent(request.Body),
        };
        foreach (var (name, value) in route.Provider.Headers.Concat(request.Headers))
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    private async Task<UpstreamReply> ReadHeadAsync(HttpResponseMessage response, Route route, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var watched = new WatchedStream(body, new SilenceLimit(idle, timeProvider, cancellationToken));
        return new UpstreamReply(route, (int)response.StatusCode, response.Headers, watched)
        {
            ContentType = response.Content.Headers.ContentType?.MediaType,
        };
    }

    private static GatewayException Unreachable(Exception exception, Route route) => new(
        exception is TimeoutException
            ? new GatewayError(ErrorKind.UpstreamTimeout, $"{route.Provider.DisplayName} did not answer in time.")
            : new GatewayError(ErrorKind.UpstreamFailed, $"{route.Provider.DisplayName} could not be reached."),
        exception);
}
