using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Pipeline;

/// <summary>A request that an upstream has taken: its reply, and what is needed to understand it.</summary>
internal sealed record Exchange(IDialect Dialect, ReplyOrigin Origin, UpstreamReply Reply);
