using System.Text.Json;

namespace CodexFuncGateway.Catalog;

/// <summary>
/// What an upstream takes and how it says things, declared in data: a provider's values, overridden one by one by a model's own.
/// Every default is the behaviour of a plain chat-completions or Messages host, so that data states only what deviates.
/// </summary>
public sealed record Capabilities
{
    // ---- tools

    /// <summary>Whether the model can call tools at all; a request with tools is refused otherwise.</summary>
    public bool Tools { get; init; } = true;

    /// <summary>Types of hosted tools, such as <c>code_interpreter</c>, that are passed on; all others are dropped. A search of the web has rules of its own, below.</summary>
    public IReadOnlyList<string> HostedTools { get; init; } = [];

    /// <summary>The longest tool name, in characters.</summary>
    public int ToolNameLength { get; init; } = 64;

    /// <summary>The form that the upstream demands of tool names.</summary>
    public ToolNameForm ToolNames { get; init; }

    /// <summary>The form that the upstream demands of tool-call ids.</summary>
    public ToolCallIdForm ToolCallIds { get; init; }

    /// <summary>Whether <c>tool_choice</c> is taken.</summary>
    public bool ToolChoice { get; init; } = true;

    /// <summary>Whether <c>tool_choice</c> may demand a call: <c>required</c> or one tool by name (Claude Fable 5: no).</summary>
    public bool ForcedToolChoice { get; init; } = true;

    /// <summary>Whether <c>parallel_tool_calls</c> is taken; where not, and a client wants one call at a time, the others are left out of the reply.</summary>
    public bool ParallelToolCalls { get; init; } = true;

    /// <summary>Whether a function's <c>strict</c> flag is taken.</summary>
    public bool StrictTools { get; init; } = true;

    /// <summary>Whether a function's schema may refer to definitions of its own (Nova: no); where not, they are put in place.</summary>
    public bool SchemaReferences { get; init; } = true;

    /// <summary>Whether the upstream counts its calls anew in each reply, so that they need other ids to be told apart (OpenAI's models at Bedrock).</summary>
    public bool RepeatedCallIds { get; init; }

    /// <summary>Whether hosted tools may be offered beside functions (Gemini 2.5: no); where not, they give way.</summary>
    public bool HostedBesideFunctions { get; init; } = true;

    /// <summary>Whether the first call of each step in the history must carry a signature of the model's (Gemini 3 and later).</summary>
    public bool SignedCalls { get; init; }

    // ---- search of the web

    /// <summary>What the upstream calls its own search of the web; null where it has none that a price covers, and the offer of one is dropped.</summary>
    public string? WebSearch { get; init; }

    /// <summary>The most searches of one call that are reckoned with when money is set aside; told to the upstream where it takes a limit.</summary>
    public int SearchBound { get; init; } = 8;

    /// <summary>The field in which an upstream takes that limit: <c>max_tool_calls</c> of a Responses request, or <c>max_uses</c> of the tool on chat-completions hosts.</summary>
    public string? SearchLimitField { get; init; }

    /// <summary>The field that limits a search to domains; null where the upstream has none, and a search that must be limited is not offered.</summary>
    public string? SearchDomains { get; init; }

    /// <summary>Whether a search may be told where the user is.</summary>
    public bool SearchLocation { get; init; }

    /// <summary>Whether a search may be told how much to read.</summary>
    public bool SearchContextSize { get; init; }

    /// <summary>Whether the upstream searches as it likes, asked or not (Perplexity's deep research).</summary>
    public bool SearchesUnasked { get; init; }

    /// <summary>Whether an answer can be held to a schema while a search is offered (Anthropic, Groq: no); where not, the search gives way.</summary>
    public bool SchemaBesideSearch { get; init; } = true;

    // ---- reasoning

    /// <summary>How reasoning goes back to the upstream that made it.</summary>
    public ReasoningReplay ReasoningReplay { get; init; }

    /// <summary>Whether thoughts of earlier turns stay in the prompt (Claude Sonnet and Haiku 4.5: no), which decides what a prompt cache still knows when the user speaks again.</summary>
    public bool KeepsThoughts { get; init; } = true;

    /// <summary>How the depth of thinking is asked for.</summary>
    public ThinkingControl Thinking { get; init; } = ThinkingControl.Effort;

    /// <summary>The effort asked for → the word sent, or the budget in tokens where <see cref="Thinking"/> is one; an effort that is not listed is not sent. Null: sent as asked.</summary>
    public IReadOnlyDictionary<string, string>? Efforts { get; init; }

    /// <summary>The field in which a model at Bedrock takes an effort: <c>reasoning_effort</c> (gpt-oss), <c>reasoning_config</c> (Qwen) or <c>reasoningConfig</c> (Nova).</summary>
    public string? EffortField { get; init; }

    /// <summary>Whether the upstream's output count leaves reasoning tokens out (xAI's chat completions).</summary>
    public bool OutputExcludesReasoning { get; init; }

    // ---- conversation

    /// <summary>The role that carries instructions: <c>system</c> or <c>developer</c>.</summary>
    public string InstructionRole { get; init; } = "system";

    /// <summary>The field that carries instructions where a prompt is one text; null: they lead the prompt (Replicate's models, each its own way).</summary>
    public string? InstructionField { get; init; } = "system_prompt";

    /// <summary>Whether instructions may stand only once, at the start (chat templates of self-hosted models, Perplexity).</summary>
    public bool SingleInstruction { get; init; }

    /// <summary>Whether a user turn may follow a tool result directly (Mistral, Llama at Bedrock: no).</summary>
    public bool UserAfterTool { get; init; } = true;

    /// <summary>Whether the conversation may end with an assistant turn (Claude 4.6 and later, Mistral: no).</summary>
    public bool TrailingAssistant { get; init; } = true;

    /// <summary>Whether user messages may hold images.</summary>
    public bool Images { get; init; }

    /// <summary>The most bytes, in base64, that one image may have; one that has more would be refused with every turn that follows.</summary>
    public int ImageBytes { get; init; } = int.MaxValue;

    /// <summary>Whether an image may be given by its address (Claude on Vertex: no; self-hosted models: no, since they would fetch it from where they stand).</summary>
    public bool ImageUrls { get; init; } = true;

    // ---- request

    /// <summary>The name of the output limit on chat-completions hosts.</summary>
    public string MaxTokensField { get; init; } = "max_tokens";

    /// <summary>Whether usage in a stream must be asked for with <c>stream_options</c>.</summary>
    public bool UsageOnRequest { get; init; } = true;

    /// <summary>Whether <c>temperature</c> and <c>top_p</c> are taken.</summary>
    public bool Sampling { get; init; } = true;

    /// <summary>Whether <c>prompt_cache_key</c> is taken.</summary>
    public bool PromptCacheKey { get; init; }

    /// <summary>Where a model at Bedrock lets the prompt be marked for its cache.</summary>
    public CachePoints CachePoints { get; init; }

    /// <summary>Whether <c>service_tier</c> is taken.</summary>
    public bool ServiceTier { get; init; }

    /// <summary>The header that carries the service tier, where the body does not (Vertex).</summary>
    public string? ServiceTierHeader { get; init; }

    /// <summary>Whether <c>text.verbosity</c> is taken.</summary>
    public bool Verbosity { get; init; }

    /// <summary>Whether an answer can be held to a JSON schema.</summary>
    public bool JsonSchema { get; init; } = true;

    /// <summary>Whether an answer can be held to JSON without a schema.</summary>
    public bool JsonObject { get; init; }

    /// <summary>Whether either can be while tools are offered (Gemini 2.5: no). What an answer cannot be held to is told in words, and the answer checked.</summary>
    public bool SchemaBesideTools { get; init; } = true;

    /// <summary>Whether the body names the model; where not, only the address does (Claude on Vertex).</summary>
    public bool ModelInBody { get; init; } = true;

    /// <summary>Fields added to every request body as they stand.</summary>
    public JsonElement? ExtraBody { get; init; }

    // ---- Responses upstreams

    /// <summary>Whether the upstream speaks the whole Responses API, so that requests and events pass through unchanged.</summary>
    public bool NativeResponses { get; init; }

    /// <summary>Whether such an upstream compacts a conversation itself when the last item asks for it; where not, the gateway asks the model for a summary.</summary>
    public bool Compaction { get; init; }

    /// <summary>Whether <c>store</c> and <c>include</c> are taken (Perplexity's Agent API: no).</summary>
    public bool StoreAndInclude { get; init; } = true;

    /// <summary>Whether a summary of the reasoning is given only to who asks with <c>reasoning.summary</c> (OpenAI's models at OpenRouter).</summary>
    public bool ReasoningSummary { get; init; }

    /// <summary>Whether the answer's shape is asked for with <c>response_format</c> instead of <c>text.format</c> (Perplexity's Agent API).</summary>
    public bool ResponseFormatField { get; init; }

    /// <summary>Whether a tool's output may hold images; otherwise they follow in a user message.</summary>
    public bool ToolOutputImages { get; init; }
}
