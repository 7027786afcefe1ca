namespace CodexFuncGateway.ResponsesApi;

/// <summary>One item of the conversation.</summary>
/// <param name="Raw">The item as received; undefined where the gateway made or changed it.</param>
public abstract record InputItem(JsonView Raw);

/// <summary>Something said by the <c>user</c>, the <c>assistant</c>, or the <c>system</c> or <c>developer</c>.</summary>
public sealed record MessageItem(JsonView Raw, string Role, IReadOnlyList<ContentPart> Content) : InputItem(Raw)
{
    public bool IsAssistant => Role == "assistant";

    /// <summary>Whether it instructs the model rather than takes part in the conversation.</summary>
    public bool IsInstruction => Role is "developer" or "system";
}

/// <summary>An upstream's own state, which only its maker can read.</summary>
/// <param name="EncryptedContent">The state as the client returned it, in the gateway's envelope.</param>
public abstract record SealedItem(JsonView Raw, string? EncryptedContent) : InputItem(Raw)
{
    /// <summary>The state in the upstream's own form, set where the route that is asked now is the one that made it.</summary>
    public ReadOnlyMemory<byte>? Payload { get; init; }
}

/// <summary>Earlier reasoning. The text that a client shows of it is not kept here.</summary>
public sealed record ReasoningItem(JsonView Raw, string? EncryptedContent) : SealedItem(Raw, EncryptedContent);

/// <summary>A conversation so far, compacted by an upstream or by the gateway.</summary>
public sealed record CompactionItem(JsonView Raw, string? EncryptedContent) : SealedItem(Raw, EncryptedContent);

/// <summary>Asks for the conversation before it to be compacted; always the last item.</summary>
public sealed record CompactionTriggerItem(JsonView Raw) : InputItem(Raw);

/// <summary>A call that the client runs, and whose result must follow.</summary>
public abstract record ToolCallItem(JsonView Raw, string CallId) : InputItem(Raw);

/// <summary>A call with JSON arguments.</summary>
public sealed record FunctionCallItem(JsonView Raw, string CallId, ToolName Tool, JsonText Arguments) : ToolCallItem(Raw, CallId);

/// <summary>A call with free text.</summary>
public sealed record CustomToolCallItem(JsonView Raw, string CallId, ToolName Tool, JsonText Input) : ToolCallItem(Raw, CallId);

/// <summary>A command of the shell that older models have built in.</summary>
public sealed record LocalShellCallItem(JsonView Raw, string CallId, JsonText Action) : ToolCallItem(Raw, CallId);

/// <summary>What a call gave back.</summary>
public abstract record ToolResultItem(JsonView Raw, string CallId) : InputItem(Raw);

/// <summary>What a call gave back in words and images.</summary>
/// <param name="IsCustom">Whether it answers a freeform call.</param>
public sealed record ToolOutputItem(JsonView Raw, string CallId, IReadOnlyList<ContentPart> Output, bool IsCustom) : ToolResultItem(Raw, CallId);

/// <summary>A search of the client's among its own tools.</summary>
public sealed record ToolSearchCallItem(JsonView Raw, string CallId, JsonText Arguments) : ToolCallItem(Raw, CallId);

/// <summary>The tools that a search found.</summary>
public sealed record ToolSearchOutputItem(JsonView Raw, string CallId, IReadOnlyList<ToolDefinition> Tools) : ToolResultItem(Raw, CallId);

/// <summary>Tools that arrive inside the conversation instead of beside it (Codex's "lite" models), or that the upstream found itself.</summary>
public sealed record AdditionalToolsItem(JsonView Raw, IReadOnlyList<ToolDefinition> Tools) : InputItem(Raw);

/// <summary>An item of a type the gateway gives no meaning to; passed on where the upstream speaks Responses, left out elsewhere.</summary>
public sealed record UnknownItem(JsonView Raw, string Type) : InputItem(Raw);
