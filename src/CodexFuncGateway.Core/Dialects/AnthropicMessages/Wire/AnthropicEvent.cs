using System.Text.Json;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.AnthropicMessages.Wire;

/// <summary>
/// An event of a streamed reply, or the message itself where it is not streamed; only what is used is read. Properties can be set, because
/// the serializer takes twice as long for those that can only be initialised.
/// </summary>
internal sealed record AnthropicEvent : AnthropicReply
{
    public AnthropicEventType Type { get; set; }

    /// <summary>Which content block a block event is about.</summary>
    public int Index { get; set; }

    public AnthropicReply? Message { get; set; }

    public AnthropicReplyBlock? ContentBlock { get; set; }

    public AnthropicDelta? Delta { get; set; }

    public JsonElement? Error { get; set; }
}

/// <summary>A message: empty where it begins, or whole.</summary>
internal record AnthropicReply
{
    public IReadOnlyList<AnthropicReplyBlock>? Content { get; set; }

    public string? StopReason { get; set; }

    public AnthropicStopDetails? StopDetails { get; set; }

    public AnthropicUsageWire? Usage { get; set; }
}

/// <summary>A content block as it begins, or a whole one.</summary>
internal sealed record AnthropicReplyBlock
{
    public string? Type { get; set; }

    public Utf8Text Text { get; set; }

    public Utf8Text Thinking { get; set; }

    public Utf8Text Signature { get; set; }

    /// <summary>Redacted thinking.</summary>
    public Utf8Text Data { get; set; }

    public string? Id { get; set; }

    public string? Name { get; set; }

    public RawJson? Input { get; set; }

    /// <summary>Of a result: whose it is.</summary>
    public string? ToolUseId { get; set; }

    /// <summary>Of a result.</summary>
    public RawJson? Content { get; set; }

    public RawJson? Caller { get; set; }

    /// <summary>Of a text that comes whole.</summary>
    public IReadOnlyList<RawJson>? Citations { get; set; }
}

/// <summary>What an event adds to a block, or to the message.</summary>
internal sealed record AnthropicDelta
{
    public Utf8Text Text { get; set; }

    public Utf8Text Thinking { get; set; }

    public Utf8Text Signature { get; set; }

    public Utf8Text PartialJson { get; set; }

    public RawJson? Citation { get; set; }

    public string? StopReason { get; set; }

    public AnthropicStopDetails? StopDetails { get; set; }
}

internal sealed record AnthropicStopDetails(string? Category, string? Explanation);
