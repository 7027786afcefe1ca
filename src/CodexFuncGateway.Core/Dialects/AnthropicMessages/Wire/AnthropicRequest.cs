using System.Text.Json;
using System.Text.Json.Serialization;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.AnthropicMessages.Wire;

/// <summary>The body of <c>POST /messages</c>, as far as it is ever sent; the upstream refuses names it does not know.</summary>
internal sealed record AnthropicRequest
{
    /// <summary>Null where the address names it.</summary>
    public required string? Model { get; init; }

    public required int MaxTokens { get; init; }

    public bool Stream { get; } = true;

    public AnthropicThinkingMode? Thinking { get; init; }

    public AnthropicOutputConfig? OutputConfig { get; init; }

    public double? Temperature { get; init; }

    public double? TopP { get; init; }

    public IReadOnlyList<AnthropicTool>? Tools { get; init; }

    public AnthropicToolChoice? ToolChoice { get; init; }

    public IReadOnlyList<AnthropicBlock>? System { get; init; }

    public required IReadOnlyList<AnthropicMessage> Messages { get; init; }

    /// <summary>Settable, because generated serialisers refuse extension data that is only initialised.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? ExtraBody { get; set; }
}

/// <summary>One turn: everything one side says until the other answers.</summary>
internal sealed record AnthropicMessage(string Role, List<AnthropicBlock> Content)
{
    [JsonIgnore]
    public bool IsAssistant => Role == "assistant";
}

/// <summary><c>enabled</c> with a budget, <c>adaptive</c>, or <c>disabled</c>.</summary>
internal sealed record AnthropicThinkingMode(string Type)
{
    public int? BudgetTokens { get; init; }

    /// <summary>Newer models leave the text of their thinking out unless a summary is asked for.</summary>
    public string? Display { get; init; }
}

internal sealed record AnthropicOutputConfig(string? Effort, AnthropicOutputFormat? Format);

internal sealed record AnthropicOutputFormat(JsonView Schema)
{
    public string Type { get; } = "json_schema";
}
