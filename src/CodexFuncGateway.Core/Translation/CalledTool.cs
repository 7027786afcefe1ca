using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Translation;

/// <summary>The tool a model called, in the client's terms.</summary>
/// <param name="IsCustom">Whether the client expects free text rather than JSON arguments.</param>
internal readonly record struct CalledTool(ToolName Tool, bool IsCustom);
