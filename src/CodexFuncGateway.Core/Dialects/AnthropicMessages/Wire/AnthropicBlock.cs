using System.Text.Json.Serialization;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.AnthropicMessages.Wire;

/// <summary>A piece of a turn, as it is sent. Thinking is also read back in this form, so that what is replayed is what was said.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(AnthropicText), "text")]
[JsonDerivedType(typeof(AnthropicImage), "image")]
[JsonDerivedType(typeof(AnthropicToolUse), "tool_use")]
[JsonDerivedType(typeof(AnthropicToolResult), "tool_result")]
[JsonDerivedType(typeof(AnthropicThought), "thinking")]
[JsonDerivedType(typeof(AnthropicRedactedThought), "redacted_thinking")]
internal abstract record AnthropicBlock
{
    [JsonIgnore]
    public bool IsThinking => this is AnthropicThought or AnthropicRedactedThought;
}

/// <summary>A block that may carry a cache mark. Thinking may not; calls could, but never end a user's turn.</summary>
internal abstract record AnthropicMarkableBlock : AnthropicBlock
{
    public AnthropicCacheControl? CacheControl { get; init; }
}

internal sealed record AnthropicText(JsonText Text) : AnthropicMarkableBlock;

internal sealed record AnthropicImage(AnthropicImageSource Source) : AnthropicMarkableBlock;

internal sealed record AnthropicImageSource(string Type)
{
    public string? MediaType { get; init; }

    public string? Data { get; init; }

    public string? Url { get; init; }
}

internal sealed record AnthropicToolUse(string Id, string Name, RawJson Input) : AnthropicBlock;

internal sealed record AnthropicToolResult(string ToolUseId, IReadOnlyList<AnthropicBlock> Content) : AnthropicMarkableBlock;

/// <summary>Signed thinking. Its text may be empty and must still go back.</summary>
internal sealed record AnthropicThought(Utf8Text Thinking, Utf8Text Signature) : AnthropicBlock;

/// <summary>Thinking that only the upstream can read.</summary>
internal sealed record AnthropicRedactedThought(Utf8Text Data) : AnthropicBlock;
