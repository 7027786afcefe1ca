using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Translation;

/// <summary>The tool a model called, in the client's terms.</summary>
internal readonly record struct CalledTool(ToolName Tool, ToolKind Kind);
