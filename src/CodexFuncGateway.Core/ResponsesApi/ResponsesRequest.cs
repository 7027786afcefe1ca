namespace CodexFuncGateway.ResponsesApi;

/// <summary>
/// What the client asked, in the one language every dialect maps from. Fields that the gateway gives a meaning to are typed;
/// <see cref="Root"/> keeps the whole body, so that an upstream that speaks Responses itself is sent everything.
/// </summary>
public sealed record ResponsesRequest
{
    /// <summary>The body as received. Lives as long as the call.</summary>
    public required JsonView Root { get; init; }

    public required string Model { get; init; }

    public bool Stream { get; init; }

    /// <summary>The system prompt of clients that send one apart from the input (Codex does not).</summary>
    public JsonText? Instructions { get; init; }

    public IReadOnlyList<InputItem> Input { get; init; } = [];

    /// <summary>Whether the conversation is to be compacted instead of continued.</summary>
    public bool IsCompaction => Input is [.., CompactionTriggerItem];

    public IReadOnlyList<ToolDefinition> Tools { get; init; } = [];

    /// <summary>Whether there are tools that the client runs.</summary>
    public bool HasClientTools => Tools.Any(tool => tool is not HostedTool) || Input.Any(item => item is AdditionalToolsItem { Tools.Count: > 0 });

    public ToolChoice ToolChoice { get; init; } = ToolChoice.Auto;

    public bool? ParallelToolCalls { get; init; }

    /// <summary>How hard to think; a free string, since catalogs may define their own levels.</summary>
    public string? ReasoningEffort { get; init; }

    /// <summary>How freely the model should write (<c>low</c>, <c>medium</c>, <c>high</c>).</summary>
    public string? Verbosity { get; init; }

    /// <summary>The schema that the answer must follow, where one is asked for.</summary>
    public OutputFormat? OutputFormat { get; init; }

    /// <summary>The most tokens the answer may have, reasoning included.</summary>
    public int? MaxOutputTokens { get; init; }

    public double? Temperature { get; init; }

    public double? TopP { get; init; }

    public string? PromptCacheKey { get; init; }

    public string? ServiceTier { get; init; }
}
