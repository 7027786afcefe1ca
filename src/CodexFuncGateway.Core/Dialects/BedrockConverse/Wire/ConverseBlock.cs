using System.Text.Json.Serialization;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.BedrockConverse.Wire;

/// <summary>A piece of a turn or of a tool's result: exactly one of these.</summary>
internal sealed record ConverseBlock
{
    public static readonly ConverseBlock CacheMark = new() { CachePoint = new ConverseCachePoint() };

    public JsonText? Text { get; init; }

    public ConverseImage? Image { get; init; }

    public ConverseReasoning? ReasoningContent { get; init; }

    public ConverseToolUse? ToolUse { get; init; }

    public ConverseToolResult? ToolResult { get; init; }

    public ConverseCachePoint? CachePoint { get; init; }

    [JsonIgnore]
    public bool IsThinking => ReasoningContent is not null;
}

/// <param name="Format"><c>png</c>, <c>jpeg</c>, <c>gif</c> or <c>webp</c>.</param>
internal sealed record ConverseImage(string Format, ConverseImageSource Source);

/// <param name="Bytes">In base64.</param>
internal sealed record ConverseImageSource(string Bytes);

internal sealed record ConverseToolUse(string ToolUseId, string Name, RawJson Input);

internal sealed record ConverseToolResult(string ToolUseId, IReadOnlyList<ConverseBlock> Content);

/// <summary>Thinking, as it is told in a whole reply and goes back: signed, so that its text may not change, or such as only the upstream can read.</summary>
internal sealed record ConverseReasoning
{
    public ConverseReasoningText? ReasoningText { get; init; }

    /// <summary>In base64.</summary>
    public Utf8Text? RedactedContent { get; init; }
}

internal sealed record ConverseReasoningText(Utf8Text Text, Utf8Text Signature);

/// <summary>A mark up to which the prompt is kept in the cache, for five minutes from its last use.</summary>
internal sealed record ConverseCachePoint
{
    public string Type { get; } = "default";
}
