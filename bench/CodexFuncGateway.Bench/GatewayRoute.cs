namespace CodexFuncGateway.Bench;

/// <summary>One way through the gateway, and how much of the pass-through's rate it must keep.</summary>
/// <param name="Name">Its name in the results.</param>
/// <param name="Provider">The provider whose base URL becomes the upstream.</param>
/// <param name="Model">The model to ask for.</param>
/// <param name="LeastRatio">Requests per second at 32 streams, as a share of the pass-through's.</param>
internal sealed record GatewayRoute(string Name, string Provider, string Model, double LeastRatio)
{
    public static readonly IReadOnlyList<GatewayRoute> All =
    [
        new("native relay", "openai", "openai/gpt-5.5", 0.85),
        new("to Anthropic Messages", "anthropic", "anthropic/claude-sonnet-4-5", 0.5),
        new("to Chat Completions", "groq", "groq/openai/gpt-oss-120b", 0.5),
        new("to generateContent", "gemini", "gemini/gemini-2.5-pro", 0.5),
        new("to Converse", "bedrock", "bedrock/amazon.nova-pro-v1:0", 0.5),
    ];
}
