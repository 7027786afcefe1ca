using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.BedrockConverse.Wire;

/// <summary>
/// The payload of any event of a stream, or a whole reply where it is not streamed; only what is used is read, and so the padding that
/// hides lengths (<c>p</c>) is not. Properties can be set, because the serializer takes twice as long for those that can only be initialised.
/// </summary>
internal sealed record ConverseEvent
{
    /// <summary>Which content block a block event is about.</summary>
    public int ContentBlockIndex { get; set; }

    public ConverseStart? Start { get; set; }

    public ConverseDelta? Delta { get; set; }

    public string? StopReason { get; set; }

    public ConverseUsageWire? Usage { get; set; }

    public ConverseServiceTier? ServiceTier { get; set; }

    /// <summary>A whole reply's message.</summary>
    public ConverseOutput? Output { get; set; }
}

/// <summary>How a block begins; only calls say so.</summary>
internal sealed record ConverseStart(ConverseToolUseStart? ToolUse);

/// <param name="Type">Set for calls that the upstream makes itself.</param>
internal sealed record ConverseToolUseStart(string? ToolUseId, string? Name, string? Type);

/// <summary>What an event adds to a block.</summary>
internal sealed record ConverseDelta
{
    public Utf8Text Text { get; set; }

    public ConverseInputDelta? ToolUse { get; set; }

    public ConverseReasoningDelta? ReasoningContent { get; set; }
}

internal sealed record ConverseInputDelta
{
    public Utf8Text Input { get; set; }
}

internal sealed record ConverseReasoningDelta
{
    public Utf8Text Text { get; set; }

    public Utf8Text Signature { get; set; }

    /// <summary>In base64, of this piece by itself.</summary>
    public Utf8Text RedactedContent { get; set; }
}

internal sealed record ConverseOutput(ConverseReplyMessage? Message);

internal sealed record ConverseReplyMessage(IReadOnlyList<ConverseReplyBlock>? Content);

/// <summary>A whole content block.</summary>
internal sealed record ConverseReplyBlock
{
    public Utf8Text Text { get; init; }

    public ConverseReplyToolUse? ToolUse { get; init; }

    public ConverseReasoning? ReasoningContent { get; init; }
}

internal sealed record ConverseReplyToolUse(string? ToolUseId, string? Name, string? Type, RawJson? Input);
