namespace CodexFuncGateway.ResponsesApi;

/// <summary>A search of the web, which the upstream runs itself.</summary>
public sealed record WebSearchTool(JsonView Raw, string Type) : HostedTool(Raw, Type)
{
    /// <summary>How the type of every version of the tool begins.</summary>
    public const string Prefix = "web_search";

    /// <summary>False where no more is wanted than OpenAI's own index of the web, which nobody else has.</summary>
    public bool IsLive { get; init; } = true;

    /// <summary>The only domains in which to search; empty for all.</summary>
    public IReadOnlyList<string> AllowedDomains { get; init; } = [];

    public SearchLocation? Location { get; init; }

    /// <summary>How much of what is found the model is to read: <c>low</c>, <c>medium</c> or <c>high</c>.</summary>
    public string? ContextSize { get; init; }
}
