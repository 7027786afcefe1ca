using System.Text.Json;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.AnthropicMessages.Wire;

/// <summary>An event of a streamed reply, or the message itself where it is not streamed; only what is used is read.</summary>
internal sealed record AnthropicEvent : AnthropicReply
{
    public AnthropicEventType Type { get; init; }

    /// <summary>Which content block a block event is about.</summary>
    public int Index { get; init; }

    public AnthropicReply? Message { get; init; }

    public AnthropicReplyBlock? ContentBlock { get; init; }

    public AnthropicDelta? Delta { get; init; }

    public JsonElement? Error { get; init; }
}

/// <summary>A message: empty where it begins, or whole.</summary>
internal record AnthropicReply
{
    public IReadOnlyList<AnthropicReplyBlock>? Content { get; init; }

    public string? StopReason { get; init; }

    public AnthropicStopDetails? StopDetails { get; init; }

    public AnthropicUsageWire? Usage { get; init; }
}

/// <summary>A content block as it begins, or a whole one.</summary>
internal sealed record AnthropicReplyBlock
{
    public string? Type { get; init; }

    public Utf8Text Text { get; init; }

    public Utf8Text Thinking { get; init; }

    public Utf8Text Signature { get; init; }

    /// <summary>Redacted thinking.</summary>
    public Utf8Text Data { get; init; }

    public string? Id { get; init; }

    public string? Name { get; init; }

    public RawJson? Input { get; init; }
}

/// <summary>What an event adds to a block, or to the message.</summary>
internal sealed record AnthropicDelta
{
    public Utf8Text Text { get; init; }

    public Utf8Text Thinking { get; init; }

    public Utf8Text Signature { get; init; }

    public Utf8Text PartialJson { get; init; }

    public string? StopReason { get; init; }

    public AnthropicStopDetails? StopDetails { get; init; }
}

internal sealed record AnthropicStopDetails(string? Category, string? Explanation);
