namespace CodexFuncGateway.Dialects.CohereChat.Wire;

/// <summary>Usage as the upstream reports it, in two counts: what the model saw and said, and what is charged for.</summary>
internal sealed record CohereUsageWire
{
    public CohereTokenCounts? Tokens { get; init; }

    public CohereTokenCounts? BilledUnits { get; init; }

    /// <summary>The part of the input tokens that a cache held.</summary>
    public long? CachedTokens { get; init; }
}

/// <summary>Numbers of tokens.</summary>
internal sealed record CohereTokenCounts
{
    public long? InputTokens { get; init; }

    public long? OutputTokens { get; init; }

    /// <summary>The part of the output tokens spent on thinking.</summary>
    public long? ReasoningTokens { get; init; }

    /// <summary>Images, which the input tokens leave out.</summary>
    public long? ImageTokens { get; init; }
}
