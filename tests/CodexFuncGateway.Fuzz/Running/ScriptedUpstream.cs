using System.Net;
using CodexFuncGateway.Fuzz.Mutation;

namespace CodexFuncGateway.Fuzz.Running;

/// <summary>Every provider at once: answers what the case at hand says, whoever is asked. Nothing goes to a network.</summary>
internal sealed class ScriptedUpstream : HttpMessageHandler
{
    private static readonly AsyncLocal<UpstreamAnswer?> Current = new();

    /// <summary>What requests that are sent from here on are answered with.</summary>
    public static void Answer(UpstreamAnswer answer) => Current.Value = answer;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            await content.CopyToAsync(Stream.Null, cancellationToken);
        }

        var answer = Current.Value ?? throw new HttpRequestException("Nobody is to be asked now.");
        var body = new StreamContent(new PiecewiseStream(answer.Body, answer.Piece, answer.Breaks));
        body.Headers.TryAddWithoutValidation("Content-Type", answer.ContentType);
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status) { Content = body, RequestMessage = request };
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }
}
