using System.Text.Json;

namespace CodexFuncGateway.Dialects.GeminiGenerateContent.Wire;

/// <summary>A piece of a streamed reply, or a whole one; only what is used is read. Properties can be set, as in <see cref="GeminiPart"/>.</summary>
internal sealed record GeminiChunk
{
    public IReadOnlyList<GeminiCandidate?>? Candidates { get; set; }

    public GeminiPromptFeedback? PromptFeedback { get; set; }

    public GeminiUsageWire? UsageMetadata { get; set; }

    public JsonElement? Error { get; set; }
}

/// <summary>An answer; there is never more than one.</summary>
internal sealed record GeminiCandidate
{
    public GeminiReplyContent? Content { get; set; }

    public string? FinishReason { get; set; }

    public GeminiGrounding? GroundingMetadata { get; set; }
}

/// <summary>What the upstream searched the web for.</summary>
internal sealed record GeminiGrounding
{
    public IReadOnlyList<string?>? WebSearchQueries { get; set; }
}

internal sealed record GeminiReplyContent
{
    public IReadOnlyList<GeminiPart?>? Parts { get; set; }
}

/// <summary>What a filter thought of the prompt; with a reason it let no answer come.</summary>
internal sealed record GeminiPromptFeedback
{
    public string? BlockReason { get; set; }

    public string? BlockReasonMessage { get; set; }
}
