namespace CodexFuncGateway.ResponsesApi;

/// <summary>A tool as the client knows it; members of a namespace carry its name.</summary>
public readonly record struct ToolName(string? Namespace, string Name);
