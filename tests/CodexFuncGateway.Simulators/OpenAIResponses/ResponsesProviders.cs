namespace CodexFuncGateway.Simulators.OpenAIResponses;

/// <summary>The services whose Responses API is simulated (documentation and recorded traffic, autumn 2026).</summary>
public static class ResponsesProviders
{
    private static readonly HashSet<string> CommonParameters =
    [
        "model", "input", "instructions", "stream", "tools", "tool_choice", "parallel_tool_calls", "reasoning", "text", "store", "include", "prompt_cache_key",
        "max_output_tokens", "temperature", "top_p", "metadata", "user", "previous_response_id", "service_tier",
    ];

    public static ResponsesQuirks OpenAI { get; } = new("openai")
    {
        Parameters = new HashSet<string>(CommonParameters)
        {
            "client_metadata", "truncation", "background", "stream_options", "safety_identifier", "prompt_cache_retention", "max_tool_calls", "top_logprobs", "conversation", "prompt",
            "moderation",
        },
        ToolTypes = new HashSet<string>
        {
            "function", "custom", "namespace", "tool_search", "web_search", "web_search_preview", "file_search", "code_interpreter", "computer_use_preview", "image_generation",
            "mcp", "local_shell", "shell", "apply_patch",
        },
        ItemTypes = ItemRules.NativeTypes,
    };

    public static ResponsesQuirks Azure { get; } = OpenAI with { Name = "azure", BasePath = "/openai/v1", KeyInOwnHeader = true };

    /// <remarks>Codex's own <c>client_metadata</c> is no parameter of xAI's; whether the real service ignores or refuses it, it has no business there.</remarks>
    public static ResponsesQuirks Xai { get; } = new("xai")
    {
        Parameters = CommonParameters,
        ToolTypes = new HashSet<string> { "function", "web_search", "x_search", "code_interpreter", "collections_search", "file_search", "mcp" },
        ItemTypes = new HashSet<string> { "message", "function_call", "function_call_output", "reasoning", "web_search_call" },
        LongestToolName = 64,
        SpeaksLikeXai = true,
        Efforts = XaiEfforts,
    };

    private static string[] XaiEfforts(string model) => model switch
    {
        _ when model.Contains("grok-4.3", StringComparison.Ordinal) => ["none", "low", "medium", "high"],
        _ when model.Contains("grok-4.5", StringComparison.Ordinal) => ["low", "medium", "high"],
        _ when model.Contains("grok-3-mini", StringComparison.Ordinal) => ["low", "high"],
        _ => [],
    };
}
