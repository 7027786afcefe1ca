using System.Net.Http.Headers;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Upstream;

/// <summary>An upstream's answer: its head, and a body that is still arriving.</summary>
/// <param name="Route">What was asked.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The response headers without those of the content.</param>
/// <param name="Body">The body as it arrives; reading it fails when the upstream stays silent too long.</param>
public sealed record UpstreamReply(Route Route, int Status, HttpResponseHeaders Headers, Stream Body)
{
    private const int LongestRequestId = 128;

    /// <summary>The body's media type without parameters; null where the upstream states none.</summary>
    public string? ContentType { get; init; }

    /// <summary>The credential that was shown, so that a complaint which quotes it is not passed on as it is.</summary>
    internal string? Credential { get; init; }

    /// <summary>The other secret that is shown with a signature, where there is one.</summary>
    internal string? SessionToken { get; init; }

    /// <summary>Sends what follows up this reply; null where nobody can, as for a reply out of a file.</summary>
    internal Func<FollowUp, CancellationToken, Task<UpstreamReply>>? FollowUps { get; init; }

    /// <summary>By what name the upstream remembers the request. It is written down and told, so it must look like a name.</summary>
    public string? RequestId =>
        Header("x-request-id", "request-id", "apim-request-id", "x-amzn-requestid", "cf-ray") is { Length: > 0 and <= LongestRequestId } id && HeaderText.IsValue(id) ? id : null;

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>What this upstream complains of, without the secrets that it was shown.</summary>
    internal GatewayError Clean(GatewayError error) => error.Without(Credential).Without(SessionToken);

    /// <summary>Goes on at an address that this reply named, with the route's credential.</summary>
    /// <exception cref="GatewayException">The address is none of the provider's own, or nobody answers there.</exception>
    public Task<UpstreamReply> FollowAsync(FollowUp request, CancellationToken cancellationToken) =>
        FollowUps is { } send ? send(request, cancellationToken) : throw new InvalidOperationException("This reply did not come from an upstream.");

    /// <summary>The first of the named headers that is there.</summary>
    public string? Header(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Headers.TryGetValues(name, out var values))
            {
                return values.First();
            }
        }

        return null;
    }
}
