using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Upstream.Credentials;
using CodexFuncGateway.Upstream.Credentials.Aws;

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

    /// <summary>Whether a refused request deserves another attempt because the provider has one more key; the one that was shown rests.</summary>
    public ValueTask<bool> HasAnotherKeyAsync(UpstreamReply refusal, GatewayError error, CancellationToken cancellationToken) =>
        credentials.RestAsync(refusal, error, cancellationToken);

    private async Task<UpstreamReply> AskAsync(UpstreamRequest request, Route route, CancellationToken cancellationToken)
    {
        using var message = Phrase(request, route);
        return await SendAsync(new UnauthorisedRequest(message, request.Body, route, new KeyPreference(request.Session)), idle, cancellationToken);
    }

    /// <summary>Goes on from a reply. The address is checked before the credential is touched.</summary>
    private async Task<UpstreamReply> FollowAsync(FollowUp request, UpstreamReply reply, CancellationToken cancellationToken)
    {
        var route = reply.Route;
        using var message = new HttpRequestMessage(request.Method, FollowUpAddress.Require(request.Address, route));
        AddHeaders(message, route.Provider.Headers.Append(new("Accept", request.Accept)));
        return await SendAsync(new UnauthorisedRequest(message, default, route, new KeyPreference("", reply.Credential)), request.Patience ?? idle, cancellationToken);
    }

    private async Task<UpstreamReply> SendAsync(UnauthorisedRequest request, TimeSpan patience, CancellationToken cancellationToken)
    {
        var (message, route) = (request.Message, request.Route);
        var credential = await credentials.AuthoriseAsync(request, cancellationToken);
        DemandProperHeaders(message, route);
        using var silence = new SilenceLimit(patience, timeProvider, cancellationToken);
        try
        {
            var response = await silence.WatchAsync(new ValueTask<HttpResponseMessage>(invoker.SendAsync(message, silence.Token)));
            (message.Content as ReleasableContent)?.Release();
            var reply = await ReadHeadAsync(response, route, patience, cancellationToken) with
            {
                Credential = credential,
                SessionToken = message.Headers.NonValidated.TryGetValues(AwsSigner.TokenHeader, out var session) ? session.ToString() : null,
            };
            return reply with { FollowUps = (next, token) => FollowAsync(next, reply, token) };
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
        AddHeaders(message, route.Provider.Headers.Concat(request.Headers));
        return message;
    }

    private static void AddHeaders(HttpRequestMessage message, IEnumerable<KeyValuePair<string, string>> headers)
    {
        foreach (var (name, value) in headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }
    }

    /// <summary>Whatever they were made of: nothing may begin another header. Says which, and never what is in it.</summary>
    private static void DemandProperHeaders(HttpRequestMessage message, Route route)
    {
        foreach (var (name, values) in message.Headers.NonValidated)
        {
            if (!values.All(HeaderText.IsValue))
            {
                throw new GatewayException(
                    ErrorKind.UpstreamCredential,
                    $"The header {name} for {route.Provider.DisplayName} holds characters that HTTP does not allow; if it carries a credential, look for a line break in that.");
            }
        }
    }

    private async Task<UpstreamReply> ReadHeadAsync(HttpResponseMessage response, Route route, TimeSpan patience, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var watched = new WatchedStream(body, new SilenceLimit(patience, timeProvider, cancellationToken));
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
