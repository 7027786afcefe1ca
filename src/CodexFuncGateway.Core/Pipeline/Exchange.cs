using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Pipeline;

/// <summary>A request that an upstream has taken: its reply, and what is needed to understand it.</summary>
internal sealed record Exchange(IDialect Dialect, ReplyOrigin Origin, UpstreamReply Reply)
{
    /// <summary>What the client is to bring back with the turn's next request.</summary>
    public string? TurnState { get; init; }
}
