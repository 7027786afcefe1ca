namespace CodexFuncGateway.ResponsesApi;

/// <summary>A tool as the client knows it; members of a namespace carry its name.</summary>
public readonly record struct ToolName(string? Namespace, string Name)
{
    /// <summary>OpenAI calls the tools that are in no namespace those of <c>functions</c>; clients say either.</summary>
    private const string TopLevel = "functions";

    public string? Namespace { get; } = Namespace == TopLevel ? null : Namespace;
}
