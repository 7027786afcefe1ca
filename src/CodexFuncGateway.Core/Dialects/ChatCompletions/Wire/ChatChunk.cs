using System.Text.Json;
using System.Text.Json.Serialization;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.ChatCompletions.Wire;

/// <summary>A piece of a streamed reply, or a whole one; only what is used is read.</summary>
internal sealed record ChatChunk
{
    public IReadOnlyList<ChatChoice>? Choices { get; init; }

    public ChatUsageWire? Usage { get; init; }

    /// <summary>Groq's own place for usage.</summary>
    [JsonPropertyName("x_groq")]
    public ChatGroq? Groq { get; init; }

    public string? ServiceTier { get; init; }

    public JsonElement? Error { get; init; }
}

internal sealed record ChatChoice(ChatDelta? Delta, ChatDelta? Message, string? FinishReason);

internal sealed record ChatGroq(ChatUsageWire? Usage);

/// <summary>What a chunk adds to the message.</summary>
internal sealed record ChatDelta
{
    public ChatDeltaContent Content { get; init; }

    public Utf8Text Reasoning { get; init; }

    public Utf8Text ReasoningContent { get; init; }

    public RawJson? ReasoningDetails { get; init; }

    public Utf8Text Refusal { get; init; }

    public IReadOnlyList<ChatToolCallDelta>? ToolCalls { get; init; }
}

internal sealed record ChatToolCallDelta(int? Index, string? Id, ChatFunctionDelta? Function);

internal sealed record ChatFunctionDelta(string? Name, Utf8Text Arguments);
