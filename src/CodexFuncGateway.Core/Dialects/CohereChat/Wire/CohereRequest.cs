using System.Text.Json;
using System.Text.Json.Serialization;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.CohereChat.Wire;

/// <summary>The body of <c>POST /chat</c>, as far as it is ever sent; the upstream refuses names it does not know.</summary>
internal sealed record CohereRequest
{
    public required string Model { get; init; }

    public bool Stream { get; } = true;

    public required IReadOnlyList<CohereMessage> Messages { get; init; }

    public IReadOnlyList<CohereTool>? Tools { get; init; }

    /// <summary><c>REQUIRED</c> or <c>NONE</c>; left out where the model may choose.</summary>
    public string? ToolChoice { get; init; }

    public bool? StrictTools { get; init; }

    public CohereThinkingMode? Thinking { get; init; }

    public CohereResponseFormat? ResponseFormat { get; init; }

    public int? MaxTokens { get; init; }

    public double? Temperature { get; init; }

    public double? P { get; init; }

    /// <summary>Settable because the serializer demands it of extension data.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? ExtraBody { get; set; }
}

/// <summary><c>enabled</c>, with a limit or without, or <c>disabled</c>.</summary>
internal sealed record CohereThinkingMode(string Type, int? TokenBudget = null);

internal sealed record CohereResponseFormat(JsonView? JsonSchema)
{
    public string Type { get; } = "json_object";
}
