using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.GeminiGenerateContent.Wire;

/// <summary>What travels in the envelope: the signatures that the upstream wants back, and where each belongs. One of the three is there.</summary>
internal sealed record GeminiKept
{
    /// <summary>The signature of the call that follows.</summary>
    public Utf8Text? CallSignature { get; init; }

    /// <summary>How the text before it was cut into parts. A signed part must never be joined with another.</summary>
    public IReadOnlyList<GeminiTextCut>? Text { get; init; }

    /// <summary>A part for which nothing else in the conversation stands.</summary>
    public GeminiPart? Part { get; init; }
}

/// <param name="Length">Bytes of UTF-8; may be none.</param>
internal sealed record GeminiTextCut(int Length)
{
    public Utf8Text? Signature { get; init; }
}
