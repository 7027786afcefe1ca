using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Anthropic;
using CodexFuncGateway.Simulators.Bedrock;
using CodexFuncGateway.Simulators.ChatCompletions;
using CodexFuncGateway.Simulators.Cohere;
using CodexFuncGateway.Simulators.Gemini;
using CodexFuncGateway.Simulators.OpenAIResponses;
using CodexFuncGateway.Simulators.Replicate;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>A provider for each way in which the gateway reaches one: each dialect, and Responses both relayed and translated.</summary>
/// <param name="Model">What a client asks for.</param>
/// <param name="Service">A simulated service of that provider.</param>
internal sealed record Wire(string Model, Func<ISimulatedWire> Service)
{
    /// <summary>Shaped like a real one, since some leaks are only stopped by their shape.</summary>
    public const string ProviderKey = "0c4a7a55e1d54f1f8a7d0b9c1e2f3a4b";

    public static Wire Anthropic { get; } = new("anthropic/claude-haiku-4-5", () => new AnthropicSimulator());

    /// <summary>Relayed, but without compaction of its own.</summary>
    public static Wire Azure { get; } = new("azure/gpt-5.5", () => new OpenAIResponsesSimulator(ResponsesProviders.Azure));

    public static Wire Bedrock { get; } = new(
        "bedrock/us.anthropic.claude-haiku-4-5-20251001-v1:0", () => new BedrockSimulator(new AwsAccount { ApiKey = ProviderKey }));

    public static Wire Chat { get; } = new("groq/llama-3.3-70b-versatile", () => new ChatCompletionsSimulator(ChatProviders.Groq));

    public static Wire Cohere { get; } = new("cohere/command-a-reasoning-08-2025", () => new CohereSimulator());

    public static Wire Gemini { get; } = new("gemini/gemini-3.5-flash", () => new GeminiSimulator());

    /// <summary>Strict about who speaks after whom.</summary>
    public static Wire Mistral { get; } = new("mistral/mistral-medium-3-5", () => new ChatCompletionsSimulator(ChatProviders.Mistral));

    public static Wire OpenAI { get; } = new("openai/gpt-5.4-mini", () => new OpenAIResponsesSimulator(ResponsesProviders.OpenAI));

    /// <summary>Not among <see cref="Wires"/>, for its models call no tools.</summary>
    public static Wire Replicate { get; } = new("replicate/openai/gpt-4.1-mini", () => new ReplicateSimulator());

    public static Wire Xai { get; } = new("xai/grok-4.20", () => new OpenAIResponsesSimulator(ResponsesProviders.Xai));

    public static TheoryData<string> All => [.. Wires.Select(wire => wire.Provider)];

    public static IReadOnlyList<Wire> Wires { get; } = [Anthropic, Bedrock, Chat, Cohere, Gemini, OpenAI, Xai];

    public string Provider => Model[..Model.IndexOf('/')];

    public static Wire Of(string provider) => Wires.Concat([Azure, Mistral]).Single(wire => wire.Provider == provider);

    public Task<UpstreamSimulator> StartAsync(ScriptedSession? session = null) => UpstreamSimulator.StartAsync(Service(), session ?? Told.Session);

    /// <summary>Settings that make a gateway find this provider at a simulator.</summary>
    public (string Name, string Value)[] At(UpstreamSimulator upstream) => At(upstream.BaseUrl);

    public (string Name, string Value)[] At(string address) => [($"Providers:{Provider}:BaseUrl", address), ($"Providers:{Provider}:ApiKey", ProviderKey)];

    public override string ToString() => Provider;
}
