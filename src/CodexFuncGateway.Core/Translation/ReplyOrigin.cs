using CodexFuncGateway.Catalog;

namespace CodexFuncGateway.Translation;

/// <summary>Whose reply is being read: needed to find the client's tools again and to bind an upstream's own state to it.</summary>
internal sealed class ReplyOrigin(Route route, ToolRewriter? tools, ReasoningEnvelope envelope)
{
    /// <summary>Tools of a request that was passed on unchanged stand for themselves.</summary>
    public ToolRewriter Tools { get; } = tools ?? new ToolRewriter(route.Capabilities);

    /// <summary>Whether the client wants one call at a time of an upstream that cannot be told so; the others are left out.</summary>
    public bool OneCallOnly { get; init; }

    public string Seal(ReadOnlySpan<byte> payload) => envelope.Seal(route, payload);

    /// <summary>Seals a summary for whichever upstream goes on.</summary>
    public string SealSummary(ReadOnlySpan<byte> summary) => envelope.SealSummary(summary);
}
