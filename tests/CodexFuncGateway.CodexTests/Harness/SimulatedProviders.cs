using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Anthropic;
using CodexFuncGateway.Simulators.Bedrock;
using CodexFuncGateway.Simulators.ChatCompletions;
using CodexFuncGateway.Simulators.Cohere;
using CodexFuncGateway.Simulators.Gemini;
using CodexFuncGateway.Simulators.OpenAIResponses;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.CodexTests.Harness;

/// <summary>A simulator for each built-in provider that has a strict one, and the settings that lead the gateway to it.</summary>
internal static class SimulatedProviders
{
    /// <summary>Every simulated provider's key; a test looks for it where it must not appear.</summary>
    public const string Key = "upstream-secret";

    public static Task<UpstreamSimulator> StartAsync(string provider, ScriptedSession session) => UpstreamSimulator.StartAsync(WireOf(provider), session);

    /// <summary>With several sessions at once, told apart by a phrase.</summary>
    public static Task<UpstreamSimulator> StartAsync(string provider, params IReadOnlyList<(string Phrase, ScriptedSession Script)> sessions) =>
        UpstreamSimulator.StartAsync(WireOf(provider), sessions);

    public static IEnumerable<KeyValuePair<string, string>> SettingsOf(string provider, UpstreamSimulator upstream) =>
        [new($"Providers:{provider}:BaseUrl", upstream.BaseUrl), new($"Providers:{provider}:ApiKey", Key), .. OwnSettingsOf(provider)];

    /// <summary>The provider's part of <c>provider/model</c>.</summary>
    public static string ProviderOf(string model) => model[..model.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>What an operator must state beside a key: where a service is, or prices that are not public.</summary>
    private static KeyValuePair<string, string>[] OwnSettingsOf(string provider) => provider switch
    {
        "bedrock" => [new("Providers:bedrock:Parameters:region", "us-east-1")],
        "parasail" => [new("Providers:parasail:DefaultPrice:Rates:Input", "1"), new("Providers:parasail:DefaultPrice:Rates:Output", "2")],
        _ => [],
    };

    private static ISimulatedWire WireOf(string provider) => provider switch
    {
        "anthropic" => new AnthropicSimulator(),
        "bedrock" => new BedrockSimulator(new AwsAccount { ApiKey = Key }),
        "openai" => new OpenAIResponsesSimulator(ResponsesProviders.OpenAI),
        "azure" => new OpenAIResponsesSimulator(ResponsesProviders.Azure),
        "xai" => new OpenAIResponsesSimulator(ResponsesProviders.Xai),
        "openrouter" => new OpenAIResponsesSimulator(ResponsesProviders.OpenRouter),
        "perplexity" => new OpenAIResponsesSimulator(ResponsesProviders.Perplexity),
        "cohere" => new CohereSimulator(),
        "gemini" => new GeminiSimulator(),
        "mistral" => new ChatCompletionsSimulator(ChatProviders.Mistral),
        "groq" => new ChatCompletionsSimulator(ChatProviders.Groq),
        "cerebras" => new ChatCompletionsSimulator(ChatProviders.Cerebras),
        "huggingface" => new ChatCompletionsSimulator(ChatProviders.HuggingFace),
        "nebius" => new ChatCompletionsSimulator(ChatProviders.Nebius),
        "parasail" => new ChatCompletionsSimulator(ChatProviders.Parasail),
        "ollama" => new ChatCompletionsSimulator(ChatProviders.Ollama),
        "vllm" => new ChatCompletionsSimulator(ChatProviders.Vllm),
        "sgl" => new ChatCompletionsSimulator(ChatProviders.Sgl),
        _ => throw new ArgumentOutOfRangeException(nameof(provider), provider, "There is no simulator of this provider."),
    };
}
