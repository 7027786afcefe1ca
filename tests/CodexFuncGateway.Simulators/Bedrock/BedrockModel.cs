namespace CodexFuncGateway.Simulators.Bedrock;

/// <summary>What a model takes at Converse (AWS's tables and refusals that others reported, autumn 2026).</summary>
internal sealed record BedrockModel(string Id)
{
    private static readonly string[] Geographies = ["global.", "us.", "eu.", "apac.", "au.", "jp."];
    private static readonly string[] Makers = ["anthropic.", "amazon.", "meta.", "mistral.", "writer.", "qwen.", "deepseek.", "moonshot", "zai.", "minimax.", "nvidia.", "openai.", "cohere."];

    private static readonly string[] Structured =
    [
        "claude-opus-4-5", "claude-sonnet-4-5", "claude-haiku-4-5", "claude-opus-4-6", "claude-sonnet-4-6", "qwen3", "gpt-oss", "magistral-small", "ministral-3",
        "mistral-large-3", "nemotron-nano", "minimax-m2", "kimi-k2", "glm-",
    ];

    /// <summary>The name without a geography.</summary>
    private string Name { get; } = Geographies.FirstOrDefault(geography => Id.StartsWith(geography, StringComparison.Ordinal)) is { } found ? Id[found.Length..] : Id;

    public bool Exists => Makers.Any(maker => Name.StartsWith(maker, StringComparison.Ordinal)) && !Is("openai.gpt-5");

    /// <summary>Whether it is only to be had through an inference profile, whose name has a geography in front.</summary>
    public bool NeedsProfile => Id == Name && (Is("claude") || Is("llama") || Is("palmyra"));

    public bool IsClaude => Is("claude");

    public bool IsNova => Is("nova");

    /// <summary>Whether it says what it thinks, in a form that nobody signed.</summary>
    public bool ThinksAloud => Is("gpt-oss") || Is("nova-2");

    public bool SeesImages => (IsClaude || IsNova || Is("llama4") || Is("pixtral") || Is("-vl-") || Is("kimi-k2.5")) && !Is("nova-micro");

    /// <summary>Whether a tool's result may hold images.</summary>
    public bool SeesImagesInResults => SeesImages && (IsClaude || IsNova || Is("llama4"));

    /// <summary>Whether results of tools want to be alone in their turn.</summary>
    public bool WantsResultsAlone => Is("meta.") || Is("mistral.") || Is("writer.");

    public bool TakesResultStatus => !Is("writer.");

    public bool StreamsCalls => !(Is("meta.") || Is("writer.") || Is("pixtral") || Is("mistral-large-24"));

    public bool TakesForcedCalls => IsClaude || IsNova || Is("kimi") || Is("glm-");

    public bool TakesStrict => Structured.Any(Is);

    public bool TakesCachePoints => IsClaude || (IsNova && !Is("nova-2"));

    /// <summary>The fields that it takes beside those of Converse.</summary>
    public IReadOnlySet<string> Fields => IsClaude ? new HashSet<string> { "thinking", "output_config", "tool_choice", "top_k", "anthropic_beta" }
        : Is("nova-2") ? new HashSet<string> { "reasoningConfig", "inferenceConfig" }
        : IsNova ? new HashSet<string> { "inferenceConfig" }
        : Is("gpt-oss") ? new HashSet<string> { "reasoning_effort" }
        : Is("qwen3-32b") ? new HashSet<string> { "reasoning_config" }
        : new HashSet<string>();

    private bool Is(string part) => Name.Contains(part, StringComparison.Ordinal);
}
