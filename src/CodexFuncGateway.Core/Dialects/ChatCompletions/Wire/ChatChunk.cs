using System.Text.Json;
using System.Text.Json.Serialization;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.ChatCompletions.Wire;

/// <summary>
/// A piece of a streamed reply, or a whole one; only what is used is read. The properties of all that is read once per delta can be set,
/// because the serializer takes twice as long for those that can only be initialised.
/// </summary>
internal sealed record ChatChunk
{
    public IReadOnlyList<ChatChoice>? Choices { get; set; }

    public ChatUsageWire? Usage { get; set; }

    /// <summary>Groq's own place for usage.</summary>
    [JsonPropertyName("x_groq")]
    public ChatGroq? Groq { get; set; }

    public string? ServiceTier { get; set; }

    public JsonElement? Error { get; set; }

    /// <summary>Addresses of Perplexity's sources, repeated in every chunk.</summary>
    public JsonElement? Citations { get; set; }

    /// <summary>The same sources with their titles.</summary>
    public JsonElement? SearchResults { get; set; }
}

internal sealed record ChatChoice
{
    public ChatDelta? Delta { get; set; }

    /// <summary>What a reply that is not streamed has in place of <see cref="Delta"/>.</summary>
    public ChatDelta? Message { get; set; }

    public string? FinishReason { get; set; }
}

internal sealed record ChatGroq(ChatUsageWire? Usage);

/// <summary>What a chunk adds to the message.</summary>
internal sealed record ChatDelta
{
    public ChatDeltaContent Content { get; set; }

    public Utf8Text Reasoning { get; set; }

    public Utf8Text ReasoningContent { get; set; }

    public RawJson? ReasoningDetails { get; set; }

    public Utf8Text Refusal { get; set; }

    public IReadOnlyList<ChatToolCallDelta>? ToolCalls { get; set; }

    /// <summary>Sources of the answer.</summary>
    public JsonElement? Annotations { get; set; }

    /// <summary>What Groq's own tools did, told when they begin and again when they end.</summary>
    public JsonElement? ExecutedTools { get; set; }
}

internal sealed record ChatToolCallDelta
{
    public int? Index { get; set; }

    public string? Id { get; set; }

    public ChatFunctionDelta? Function { get; set; }
}

internal sealed record ChatFunctionDelta
{
    public string? Name { get; set; }

    public Utf8Text Arguments { get; set; }
}
