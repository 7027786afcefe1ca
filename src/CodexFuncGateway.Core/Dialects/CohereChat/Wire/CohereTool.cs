using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.CohereChat.Wire;

/// <summary>A function that the model may call.</summary>
internal sealed record CohereTool(CohereFunction Function)
{
    public string Type { get; } = "function";
}

internal sealed record CohereFunction(string Name, JsonText? Description, JsonView Parameters);
