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
[JsonDerivedType(typeof(AnthropicServerCall), "server_tool_use")]
[JsonDerivedType(typeof(AnthropicSearchResult), "web_search_tool_result")]
[JsonDerivedType(typeof(AnthropicKeptBlocks), "kept_blocks")]
[JsonDerivedType(typeof(AnthropicTextCuts), "text_cuts")]
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

internal sealed record AnthropicText(JsonText Text) : AnthropicMarkableBlock
{
    /// <summary>The sources it came with, as they came.</summary>
    public IReadOnlyList<RawJson>? Citations { get; init; }
}

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

/// <summary>A call that the upstream ran itself. Goes back as it came.</summary>
internal sealed record AnthropicServerCall(string Id, string Name, RawJson Input) : AnthropicBlock
{
    public RawJson? Caller { get; init; }
}

/// <summary>What a search found, most of it encrypted.</summary>
internal sealed record AnthropicSearchResult(string ToolUseId, RawJson Content) : AnthropicBlock
{
    public RawJson? Caller { get; init; }
}

/// <summary>Blocks for which nothing else in the conversation stands. Travels in the envelope, and is never sent as such.</summary>
internal sealed record AnthropicKeptBlocks(IReadOnlyList<AnthropicBlock> Blocks) : AnthropicBlock;

/// <summary>How the text before it was cut into blocks, and what each rests on. Travels in the envelope, and is never sent as such.</summary>
internal sealed record AnthropicTextCuts(IReadOnlyList<AnthropicTextCut> Cuts) : AnthropicBlock;

/// <param name="Length">Bytes of UTF-8.</param>
internal sealed record AnthropicTextCut(int Length)
{
    public IReadOnlyList<RawJson>? Citations { get; init; }
}
