namespace CodexFuncGateway.Simulators.ChatCompletions;

/// <summary>The quirks of each provider, as its documentation and recorded traffic showed them in autumn 2026.</summary>
public static class ChatProviders
{
    private static readonly string[] GptOssEfforts = ["low", "medium", "high"];

    /// <summary>A careful host without features of its own.</summary>
    public static ChatQuirks Generic { get; } = new("generic")
    {
        Fields = new HashSet<string>
        {
            "max_tokens", "max_completion_tokens", "parallel_tool_calls", "seed", "stream_options", "user", "n", "presence_penalty", "frequency_penalty", "logit_bias",
            "reasoning_effort", "service_tier",
        },
        FragmentsArguments = true,
    };

    public static ChatQuirks Mistral { get; } = new("mistral")
    {
        Errors = ChatErrorShape.Mistral,
        Overflow = new("Prompt contains 140310 tokens and 0 draft tokens, too large for model with 131072 maximum context length"),
        Fields = new HashSet<string>
        {
            "max_tokens", "random_seed", "parallel_tool_calls", "prompt_cache_key", "reasoning_effort", "prompt_mode", "service_tier", "guardrails", "metadata", "prediction",
            "n", "presence_penalty", "frequency_penalty", "safe_prompt", "stream_options",
        },
        Efforts = _ => ["none", "high"],
        CallIdPattern = "^[a-zA-Z0-9]{9}$",
        CallIdPrefix = "M",
        IsStrictOnTurns = true,
        Replay = ReasoningReplay.Expected,
        Usage = UsagePlace.FinishChunk,
    };

    public static ChatQuirks Groq { get; } = new("groq")
    {
        BasePath = "/openai/v1",
        Overflow = new("Please reduce the length of the messages or completion.", 400, "context_length_exceeded", "messages"),
        Fields = new HashSet<string>
        {
            "max_tokens", "max_completion_tokens", "parallel_tool_calls", "reasoning_effort", "reasoning_format", "include_reasoning", "service_tier",
            "disable_tool_validation", "seed", "stream_options", "user", "n",
        },
        Efforts = model => model.Contains("gpt-oss", StringComparison.Ordinal) ? GptOssEfforts : ["none", "default"],
        SearchTool = "browser_search",
        AcceptsNames = false,
        CallIdPrefix = "fc_",
        ReasoningField = "reasoning",
        Replay = ReasoningReplay.Tolerated,
        Usage = UsagePlace.GroqEnvelope,
    };

    public static ChatQuirks Cerebras { get; } = new("cerebras")
    {
        Errors = ChatErrorShape.Flat,
        Overflow = new("Please reduce the length of the messages or completion. Current length is 140310 while limit is 131072", 400, "context_length_exceeded", "messages"),
        Fields = new HashSet<string>
        {
            "max_tokens", "max_completion_tokens", "reasoning_effort", "reasoning_format", "clear_thinking", "disable_reasoning", "service_tier", "stream_options", "prediction",
            "seed", "user",
        },
        Efforts = model => model.Contains("gpt-oss", StringComparison.Ordinal) ? GptOssEfforts : [.. GptOssEfforts, "none"],
        CallIdPrefix = "c",
        ReasoningField = "reasoning",
        Replay = ReasoningReplay.Expected,
        FragmentsArguments = true,
        Usage = UsagePlace.FinishChunk,
        EndsWithDone = false,
    };

    /// <summary>
    /// A server of one's own. The real one logs unknown fields and goes on; here they are refused, since none of them was meant for it.
    /// </summary>
    public static ChatQuirks Vllm { get; } = new("vllm")
    {
        NeedsKey = false,
        Errors = ChatErrorShape.Vllm,
        Fields = new HashSet<string>(Generic.Fields)
        {
            "chat_template_kwargs", "thinking_token_budget", "structured_outputs", "top_k", "min_p", "repetition_penalty", "include_reasoning", "guided_json", "priority",
        },
        CallIdPrefix = "chatcmpl-tool-",
        WantsOneLeadingSystemMessage = true,
        ParsesArguments = true,
        ReasoningField = "reasoning",
        Replay = ReasoningReplay.Tolerated,
        FragmentsArguments = true,
    };

    /// <summary>Ollama's chat completions: whole calls, arguments that must be an object, and no choice of tools.</summary>
    public static ChatQuirks Ollama { get; } = new("ollama")
    {
        NeedsKey = false,
        Overflow = new("prompt too long; exceeded max context length by 1119046 tokens (ref: 96164522-08b2-4cbf-886e-e5a38961a688)"),
        Fields = new HashSet<string> { "max_tokens", "reasoning_effort", "stream_options", "seed", "presence_penalty", "frequency_penalty" },
        Efforts = _ => ["none", "low", "medium", "high", "max"],
        AcceptsToolChoice = false,
        AcceptsStrict = false,
        WantsOneLeadingSystemMessage = true,
        ParsesArguments = true,
        ReasoningField = "reasoning",
        Replay = ReasoningReplay.Expected,
        DetailsUsage = false,
    };

    /// <summary>Hugging Face's router, before a host of an open model that reasons.</summary>
    public static ChatQuirks HuggingFace { get; } = new("huggingface")
    {
        Fields = new HashSet<string> { "max_tokens", "stream_options", "reasoning_effort", "seed", "presence_penalty", "frequency_penalty", "logprobs", "top_logprobs", "n" },
        AcceptsStrict = false,
        ReasoningField = "reasoning_content",
        Replay = ReasoningReplay.Expected,
        FragmentsArguments = true,
        DetailsUsage = false,
    };

    /// <summary>A stack like vLLM's that names reasoning as DeepSeek does. Nebius and Parasail publish no more; what they ignore is refused here.</summary>
    public static ChatQuirks Nebius { get; } = Vllm with
    {
        Name = "nebius",
        NeedsKey = true,
        Errors = ChatErrorShape.Detail,
        ReasoningField = "reasoning_content",
        Replay = ReasoningReplay.Expected,
        Fields = Vllm.Fields.Except(["parallel_tool_calls"]).ToHashSet(),
        DetailsUsage = false,
    };

    public static ChatQuirks Parasail { get; } = Nebius with { Name = "parasail", Errors = ChatErrorShape.Vllm };

    public static ChatQuirks Sgl { get; } = Vllm with
    {
        Name = "sgl",
        Errors = ChatErrorShape.FlatVllm,
        Overflow = new("The input (140310 tokens) is longer than the model's context length (131072 tokens)."),
        Fields = new HashSet<string>(Generic.Fields) { "chat_template_kwargs", "separate_reasoning", "stream_reasoning", "regex", "ebnf", "top_k", "min_p", "repetition_penalty" },
        CallIdPrefix = "call_",
        ReasoningField = "reasoning_content",
        Replay = ReasoningReplay.Expected,
        TellsMatchedStop = true,
    };

    /// <summary>Vertex's endpoint for other publishers' models, before one that reasons.</summary>
    public static ChatQuirks Vertex { get; } = Generic with
    {
        Name = "vertex",
        AcceptsStrict = false,
        ReasoningField = "reasoning_content",
        Replay = ReasoningReplay.Expected,
    };

    /// <summary>Azure's endpoint for other makers' models, before one of DeepSeek's.</summary>
    public static ChatQuirks Azure { get; } = new("azure")
    {
        BasePath = "/openai/v1",
        Fields = new HashSet<string> { "max_tokens", "parallel_tool_calls", "reasoning_effort", "stream_options", "seed", "presence_penalty", "frequency_penalty" },
        Efforts = _ => GptOssEfforts,
        ReasoningField = "reasoning_content",
        Replay = ReasoningReplay.Expected,
        DetailsUsage = false,
        TellsMatchedStop = true,
        TellsFilterResults = true,
        CallReason = "tool_call", // recorded, December 2025
    };

    public static ChatQuirks AzureMistral { get; } = Azure with
    {
        Name = "azure-mistral",
        CallIdPattern = Mistral.CallIdPattern,
        CallIdPrefix = Mistral.CallIdPrefix,
        IsStrictOnTurns = true,
        Replay = ReasoningReplay.Refused,
        CallReason = "tool_calls",
    };

    /// <summary>Hosts whose thinking models refuse a tool turn without the reasoning that led to it.</summary>
    public static ChatQuirks DeepSeek { get; } = Generic with
    {
        Name = "deepseek",
        ReasoningField = "reasoning_content",
        Replay = ReasoningReplay.Required,
        Usage = UsagePlace.FinishChunk,
    };
}
