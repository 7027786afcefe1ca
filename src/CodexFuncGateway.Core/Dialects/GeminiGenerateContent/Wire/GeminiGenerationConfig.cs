using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.GeminiGenerateContent.Wire;

/// <summary>How the answer is to be made.</summary>
internal sealed record GeminiGenerationConfig
{
    /// <summary>Counts thoughts too.</summary>
    public int? MaxOutputTokens { get; init; }

    public double? Temperature { get; init; }

    public double? TopP { get; init; }

    public GeminiThinkingConfig? ThinkingConfig { get; init; }

    public string? ResponseMimeType { get; init; }

    public RawJson? ResponseJsonSchema { get; init; }
}

/// <summary>How much to think: a level for Gemini 3 and later, a budget in tokens before that, never both.</summary>
internal sealed record GeminiThinkingConfig
{
    /// <summary>Whether summaries of the thoughts are told.</summary>
    public bool IncludeThoughts { get; init; }

    public string? ThinkingLevel { get; init; }

    public int? ThinkingBudget { get; init; }
}
