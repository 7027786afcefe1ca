using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.CohereChat.Wire;

/// <summary>One message of the conversation.</summary>
internal sealed record CohereMessage(string Role)
{
    public CohereContent? Content { get; init; }

    /// <summary>What the assistant said it would do, beside the calls with which it does it.</summary>
    public string? ToolPlan { get; init; }

    public IReadOnlyList<CohereToolCall>? ToolCalls { get; init; }

    public string? ToolCallId { get; init; }

    public static CohereMessage User(string text) => new("user") { Content = new CohereContent(text) };
}

/// <summary>A call in the history.</summary>
internal sealed record CohereToolCall(string Id, CohereCalledFunction Function)
{
    public string Type { get; } = "function";
}

internal sealed record CohereCalledFunction(string Name, JsonText Arguments);
