using System.Text.Json;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.ChatCompletions.Wire;

/// <summary>One message of the conversation.</summary>
internal sealed record ChatMessage(string Role)
{
    public ChatContent? Content { get; init; }

    public string? Reasoning { get; init; }

    public string? ReasoningContent { get; init; }

    public IReadOnlyList<JsonElement>? ReasoningDetails { get; init; }

    public IReadOnlyList<ChatToolCall>? ToolCalls { get; init; }

    public string? ToolCallId { get; init; }

    public static ChatMessage User(string text) => new("user") { Content = new ChatContent(text) };
}

/// <summary>A call in the history.</summary>
internal sealed record ChatToolCall(string Id, ChatCalledFunction Function)
{
    public string Type { get; } = "function";
}

internal sealed record ChatCalledFunction(string Name, JsonText Arguments);
