namespace CodexFuncGateway.Catalog;

/// <summary>The place where an upstream expects its own earlier reasoning in the next request.</summary>
public enum ReasoningReplay
{
    /// <summary>Nowhere: it is left out.</summary>
    None,

    /// <summary>The assistant message's <c>reasoning_content</c> (DeepSeek's form; SGLang, Nebius, Parasail).</summary>
    ReasoningContent,

    /// <summary>The assistant message's <c>reasoning</c> (Groq, Cerebras, vLLM, Ollama).</summary>
    Reasoning,

    /// <summary>The assistant message's <c>reasoning_details</c>, verbatim (OpenRouter's chat completions).</summary>
    ReasoningDetails,

    /// <summary>A <c>thinking</c> chunk at the start of the assistant message's content (Mistral).</summary>
    ThinkingChunk,

    /// <summary>Between <c>&lt;think&gt;</c> tags at the start of the assistant message's text (GLM at Cerebras).</summary>
    ThinkTags,

    /// <summary>Blocks of the dialect's own that must come back byte for byte (Anthropic's signed thinking, OpenAI's encrypted items).</summary>
    SealedBlocks,
}
