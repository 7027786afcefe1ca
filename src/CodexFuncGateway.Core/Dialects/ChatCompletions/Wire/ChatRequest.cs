using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodexFuncGateway.Dialects.ChatCompletions.Wire;

/// <summary>The body of <c>POST /chat/completions</c>, as far as it is ever sent.</summary>
internal sealed record ChatRequest
{
    public required string Model { get; init; }

    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    public IReadOnlyList<ChatTool>? Tools { get; init; }

    public ChatToolChoice? ToolChoice { get; init; }

    public bool? ParallelToolCalls { get; init; }

    public bool Stream { get; } = true;

    public ChatStreamOptions? StreamOptions { get; init; }

    public int? MaxTokens { get; init; }

    public int? MaxCompletionTokens { get; init; }

    public double? Temperature { get; init; }

    public double? TopP { get; init; }

    public string? ReasoningEffort { get; init; }

    public ChatResponseFormat? ResponseFormat { get; init; }

    public string? Verbosity { get; init; }

    public string? PromptCacheKey { get; init; }

    public string? ServiceTier { get; init; }

    /// <summary>Settable because the serializer demands it of extension data.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? ExtraBody { get; set; }
}

internal sealed record ChatStreamOptions(bool IncludeUsage);

internal sealed record ChatResponseFormat(string Type, ChatJsonSchema? JsonSchema);

internal sealed record ChatJsonSchema(string Name, JsonElement Schema, bool? Strict);
