using System.Text;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Pipeline;

/// <summary>
/// What an upstream hands to Codex with a reply, to be shown with the turn's next requests so that they reach the same machine. Like all state it is sealed,
/// and goes back to nobody but the deployment that gave it.
/// </summary>
internal sealed class TurnState(ReasoningEnvelope envelope)
{
    public const string Header = "x-codex-turn-state";

    private const int Longest = 4096;

    /// <summary>What the client is to bring back; null where the upstream gave nothing.</summary>
    public string? Keep(UpstreamReply reply) =>
        reply.Route.Capabilities.NativeResponses && reply.Header(Header) is { Length: <= Longest } given ? envelope.Seal(reply.Route, Encoding.Latin1.GetBytes(given)) : null;

    /// <param name="kept">What the client brought.</param>
    public UpstreamRequest Return(UpstreamRequest request, string? kept, Route route) =>
        kept is { Length: <= 2 * Longest } && envelope.Open(route, kept) is { } given
            ? request with { Headers = new Dictionary<string, string>(request.Headers) { [Header] = Encoding.Latin1.GetString(given) } }
            : request;
}
