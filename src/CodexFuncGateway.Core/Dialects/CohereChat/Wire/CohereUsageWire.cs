namespace CodexFuncGateway.Dialects.CohereChat.Wire;

/// <summary>Usage as the upstream reports it, in two counts: what the model saw and said, and what is charged for.</summary>
internal sealed record CohereUsageWire
{
    public CohereTokenCounts? Tokens { get; init; }

    public CohereTokenCounts? BilledUnits { get; init; }

    /// <summary>The part of the input tokens that a cache held.</summary>
    public double? CachedTokens { get; init; }
}

/// <summary>Numbers of tokens; whole, though the upstream's own description of them allows fractions.</summary>
internal sealed record CohereTokenCounts
{
    public double? InputTokens { get; init; }

    public double? OutputTokens { get; init; }

    /// <summary>The part of the output tokens spent on thinking.</summary>
    public double? ReasoningTokens { get; init; }

    /// <summary>Images, which the input tokens leave out.</summary>
    public double? ImageTokens { get; init; }
}
