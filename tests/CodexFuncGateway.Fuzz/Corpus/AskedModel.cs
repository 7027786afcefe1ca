namespace CodexFuncGateway.Fuzz.Corpus;

/// <summary>A model that requests ask for, and the dialect that its upstream speaks.</summary>
internal sealed record AskedModel(string Name, string Dialect)
{
    /// <summary>At least one for each dialect and each way of relaying; settings give all of them an address and a key.</summary>
    public static IReadOnlyList<AskedModel> All { get; } =
    [
        new("anthropic/claude-haiku-4-5", "anthropic-messages"),
        new("anthropic/claude-opus-5", "anthropic-messages"),
        new("bedrock/us.anthropic.claude-haiku-4-5-20251001-v1:0", "bedrock-converse"),
        new("groq/llama-3.3-70b-versatile", "chat-completions"),
        new("mistral/mistral-medium-3-5", "chat-completions"),
        new("vllm/any-model", "chat-completions"),
        new("cohere/command-a-reasoning-08-2025", "cohere-chat"),
        new("gemini/gemini-3.5-flash", "gemini-generate-content"),
        new("gemini/gemini-2.5-pro", "gemini-generate-content"),
        new("openai/gpt-5.4-mini", "openai-responses"),
        new("azure/gpt-5.5", "openai-responses"),
        new("xai/grok-4.20", "openai-responses"),
        new("replicate/openai/gpt-4.1-mini", "replicate-predictions"),
    ];

    public string Provider => Name[..Name.IndexOf('/')];
}
