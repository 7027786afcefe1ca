using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Translation;

/// <summary>
/// A wire language: how a request is phrased, and how a reply and a complaint are understood. A dialect neither logs, prices nor retries,
/// and holds no state between calls: one instance serves all of them.
/// </summary>
public interface IDialect
{
    /// <summary>The name by which provider data refers to it.</summary>
    string Id { get; }

    /// <summary>
    /// Phrases the request. Pure and repeatable: a retry calls it again, and prompt caches depend on equal bytes.
    /// The request has been prepared: only tools that the route takes, calls paired with outputs, reasoning opened or left out.
    /// </summary>
    /// <exception cref="GatewayException">The request says something that this dialect cannot say.</exception>
    UpstreamRequest MapRequest(ResponsesRequest request, Route route);

    /// <summary>
    /// Reads a successful reply as it arrives. A part's memory is valid until the next part is asked for. The sequence ends with
    /// <see cref="Finished"/> or <see cref="Failed"/>; one that just ends was cut off.
    /// </summary>
    IAsyncEnumerable<ReplyPart> ReadReplyAsync(UpstreamReply reply, CancellationToken cancellationToken);

    /// <summary>Reads the complaint of an unsuccessful reply.</summary>
    ValueTask<GatewayError> ReadErrorAsync(UpstreamReply reply, CancellationToken cancellationToken);
}
