using System.Text.Json.Serialization;

namespace CodexFuncGateway.Dialects.BedrockConverse.Wire;

/// <summary>What only some models take, each in its maker's own words; a model refuses the words of another.</summary>
internal sealed record ConverseModelFields
{
    /// <summary>Claude.</summary>
    public ConverseThinkingMode? Thinking { get; init; }

    /// <summary>Claude.</summary>
    [JsonPropertyName("output_config")]
    public ConverseEffort? OutputConfig { get; init; }

    /// <summary>Claude: the one way to ask for one call at a time.</summary>
    [JsonPropertyName("tool_choice")]
    public ConverseSingleCall? ToolChoice { get; init; }

    /// <summary>gpt-oss.</summary>
    [JsonPropertyName("reasoning_effort")]
    public string? ReasoningEffort { get; init; }

    /// <summary>Qwen.</summary>
    [JsonPropertyName("reasoning_config")]
    public string? ReasoningConfig { get; init; }

    /// <summary>Nova.</summary>
    [JsonPropertyName("reasoningConfig")]
    public ConverseReasoningMode? ReasoningMode { get; init; }
}

/// <summary><c>enabled</c> with a budget, <c>adaptive</c>, or <c>disabled</c>.</summary>
internal sealed record ConverseThinkingMode(string Type)
{
    [JsonPropertyName("budget_tokens")]
    public int? BudgetTokens { get; init; }

    public string? Display { get; init; }
}

internal sealed record ConverseEffort(string Effort);

internal sealed record ConverseSingleCall
{
    public string Type { get; } = "auto";

    [JsonPropertyName("disable_parallel_tool_use")]
    public bool DisableParallelToolUse { get; } = true;
}

internal sealed record ConverseReasoningMode(string MaxReasoningEffort)
{
    public string Type { get; } = "enabled";
}
