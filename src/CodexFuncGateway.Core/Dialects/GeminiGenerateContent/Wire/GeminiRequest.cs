using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodexFuncGateway.Dialects.GeminiGenerateContent.Wire;

/// <summary>The body of <c>:streamGenerateContent</c>, as far as it is ever sent; the upstream refuses names it does not know. The model stands in the path.</summary>
internal sealed record GeminiRequest
{
    /// <summary>Instructions: a content without a role.</summary>
    public GeminiContent? SystemInstruction { get; init; }

    public required IReadOnlyList<GeminiContent> Contents { get; init; }

    public IReadOnlyList<GeminiTool>? Tools { get; init; }

    public GeminiToolConfig? ToolConfig { get; init; }

    public GeminiGenerationConfig? GenerationConfig { get; init; }

    public string? ServiceTier { get; init; }

    /// <summary>Settable, because generated serialisers refuse extension data that is only initialised.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? ExtraBody { get; set; }
}
