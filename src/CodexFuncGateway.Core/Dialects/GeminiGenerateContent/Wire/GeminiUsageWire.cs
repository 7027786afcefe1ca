namespace CodexFuncGateway.Dialects.GeminiGenerateContent.Wire;

/// <summary>Counters as the upstream states them, running totals in every chunk; the early ones on Vertex may hold the traffic type alone.</summary>
internal record struct GeminiUsageWire
{
    /// <summary>Includes <see cref="CachedContentTokenCount"/>.</summary>
    public long? PromptTokenCount { get; set; }

    public long? CachedContentTokenCount { get; set; }

    /// <summary>Leaves out <see cref="ThoughtsTokenCount"/>.</summary>
    public long? CandidatesTokenCount { get; set; }

    public long? ThoughtsTokenCount { get; set; }

    /// <summary>What tools that the upstream ran added to the prompt; not in <see cref="PromptTokenCount"/>.</summary>
    public long? ToolUsePromptTokenCount { get; set; }

    /// <summary>The tier that served the call: <c>standard</c>, <c>flex</c> or <c>priority</c>.</summary>
    public string? ServiceTier { get; set; }

    /// <summary>The same in Vertex's words, such as <c>ON_DEMAND_FLEX</c>.</summary>
    public string? TrafficType { get; set; }
}
