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
        SearchNames = new HashSet<string> { "type", "filters", "user_location", "search_context_size", "external_web_access", "search_content_types" },
    };

    public static ResponsesQuirks Azure { get; } = OpenAI with 
    {
        Name = "azure",
        BasePath = "/openai/v1",
        KeyInOwnHeader = true,
        // The real one may compact; nothing is to depend on that (see its provider data).
        ItemTypes = ItemRules.NativeTypes.Except(["compaction", "compaction_trigger"]).ToHashSet(),
    };

    /// <remarks>Codex's own <c>client_metadata</c> is no parameter of xAI's; whether the real service ignores or refuses it, it has no business there.</remarks>
    public static ResponsesQuirks Xai { get; } = new("xai")
    {
        Parameters = CommonParameters,
        ToolTypes = new HashSet<string> { "function", "web_search", "x_search", "code_interpreter", "collections_search", "file_search", "mcp" },
        ItemTypes = new HashSet<string> { "message", "function_call", "function_call_output", "reasoning", "web_search_call" },
        SearchNames = new HashSet<string> { "type", "filters", "enable_image_understanding" },
        SearchFilters = new HashSet<string> { "allowed_domains", "excluded_domains" },
        LongestToolName = 64,
        SpeaksLikeXai = true,
        Overflow = new("This model's maximum prompt length is 131072 but the request contains 136973 tokens."),
        Arguments = ArgumentsTelling.Whole, // recorded, August 2026
        TellsPhases = false,
        Efforts = XaiEfforts,
    };

    /// <remarks>
    /// What its SDK types know (November 2026), less than what it lets pass: an assistant's words are a string, since parts of output need
    /// an item with an id there. Custom and namespace tools are typed, but Codex's own failed validation in April 2026.
    /// </remarks>
    public static ResponsesQuirks OpenRouter { get; } = new("openrouter")
    {
        BasePath = "/api/v1",
        Parameters = new HashSet<string>(CommonParameters.Except(["previous_response_id", "user"]))
        {
            "background", "cache_control", "frequency_penalty", "presence_penalty", "max_tool_calls", "models", "modalities", "plugins", "provider", "prompt", "prompt_cache_options",
            "safety_identifier", "session_id", "top_k", "top_logprobs", "truncation",
        },
        ToolTypes = new HashSet<string> { "function", "web_search_preview", "web_search", "file_search", "code_interpreter", "mcp", "image_generation", "local_shell", "shell" },
        ItemTypes = new HashSet<string> { "message", "function_call", "function_call_output", "reasoning", "web_search_call" },
        SearchNames = new HashSet<string> { "type", "engine", "filters", "max_results", "user_location", "search_context_size" },
        SearchFilters = new HashSet<string> { "allowed_domains", "excluded_domains" },
        ReasoningNames = new HashSet<string> { "effort", "summary", "max_tokens", "enabled", "context", "mode" },
        OwnItemNames = new HashSet<string> { "signature", "format" },
        AssistantSpeaksInStrings = true,
        LongestToolName = 64,
        NumbersErrors = true,
        Overflow = new("This endpoint's maximum context length is 200000 tokens. However, you requested about 2500021 tokens (2500021 of text input). Please reduce the length of either one."),
        Arguments = ArgumentsTelling.Whole, // recorded, August 2026
        TellsPhases = false,
        NamesEvents = false,
        ReasoningFormat = "anthropic-claude-v1",
    };

    /// <summary>Perplexity's Agent API, as its SDK types it (November 2026).</summary>
    public static ResponsesQuirks Perplexity { get; } = new("perplexity")
    {
        BasePath = "",
        Resource = "/v1/responses",
        Parameters = new HashSet<string>
        {
            "model", "models", "preset", "input", "instructions", "stream", "tools", "reasoning", "response_format", "max_output_tokens", "max_steps", "background", "language_preference",
        },
        ToolTypes = new HashSet<string> { "function", "web_search", "fetch_url", "people_search", "finance_search", "sandbox" },
        ItemTypes = new HashSet<string> { "message", "function_call", "function_call_output" },
        SearchNames = new HashSet<string> { "type", "filters", "max_tokens", "max_tokens_per_page", "user_location" },
        SearchFilters = new HashSet<string> { "search_domain_filter", "search_language_filter", "search_recency_filter", "search_after_date_filter", "search_before_date_filter" },
        ReasoningNames = new HashSet<string> { "effort" },
        OwnItemNames = new HashSet<string> { "thought_signature" },
        AssistantSpeaksInStrings = true,
        LongestToolName = 64,
        NumbersErrors = true,
        Arguments = ArgumentsTelling.WithItem,
        TellsPhases = false,
        SignsCalls = true,
        Efforts = _ => ["minimal", "low", "medium", "high", "xhigh"],
    };

    private static string[] XaiEfforts(string model) => model switch
    {
        _ when model.Contains("grok-4.3", StringComparison.Ordinal) => ["none", "low", "medium", "high"],
        _ when model.Contains("grok-4.5", StringComparison.Ordinal) => ["low", "medium", "high"],
        _ when model.Contains("grok-3-mini", StringComparison.Ordinal) => ["low", "high"],
        _ => [],
    };
}
