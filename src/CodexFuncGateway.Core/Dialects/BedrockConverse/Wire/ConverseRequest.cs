using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodexFuncGateway.Dialects.BedrockConverse.Wire;

/// <summary>The body of <c>POST /model/{model}/converse-stream</c>, as far as it is ever sent; the upstream refuses names it does not know.</summary>
internal sealed record ConverseRequest
{
    public ConverseInference? InferenceConfig { get; init; }

    public ConverseModelFields? AdditionalModelRequestFields { get; init; }

    public ConverseOutputConfig? OutputConfig { get; init; }

    public ConverseServiceTier? ServiceTier { get; init; }

    public ConverseToolConfig? ToolConfig { get; init; }

    public IReadOnlyList<ConverseBlock>? System { get; init; }

    public required IReadOnlyList<ConverseMessage> Messages { get; init; }

    /// <summary>Settable, because generated serialisers refuse extension data that is only initialised.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? ExtraBody { get; set; }
}

internal sealed record ConverseInference(int? MaxTokens, double? Temperature, double? TopP);

/// <summary>One turn: everything one side says until the other answers.</summary>
internal sealed record ConverseMessage(string Role, List<ConverseBlock> Content)
{
    [JsonIgnore]
    public bool IsAssistant => Role == "assistant";
}

internal sealed record ConverseOutputConfig(ConverseTextFormat TextFormat);

internal sealed record ConverseTextFormat(ConverseTextStructure Structure)
{
    public string Type { get; } = "json_schema";
}

internal sealed record ConverseTextStructure(ConverseJsonSchema JsonSchema);

/// <param name="Schema">The schema as a string, of all things.</param>
internal sealed record ConverseJsonSchema(string Name, string Schema);

/// <summary><c>default</c>, <c>flex</c> or <c>priority</c>, both asked for and reported.</summary>
internal sealed record ConverseServiceTier(string? Type);
