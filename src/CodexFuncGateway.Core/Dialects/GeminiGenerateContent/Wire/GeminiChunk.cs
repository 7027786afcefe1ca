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

/// <summary>What the upstream searched the web for, what it found, and which passages rest on that.</summary>
internal sealed record GeminiGrounding
{
    public IReadOnlyList<string?>? WebSearchQueries { get; set; }

    public IReadOnlyList<GeminiSource?>? GroundingChunks { get; set; }

    public IReadOnlyList<GeminiSupport?>? GroundingSupports { get; set; }
}

internal sealed record GeminiSource(GeminiPage? Web);

internal sealed record GeminiPage(string? Uri, string? Title);

internal sealed record GeminiSupport(GeminiSegment? Segment, IReadOnlyList<int>? GroundingChunkIndices);

/// <summary>A passage of the answer, in bytes.</summary>
internal sealed record GeminiSegment(int StartIndex, int EndIndex);

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
