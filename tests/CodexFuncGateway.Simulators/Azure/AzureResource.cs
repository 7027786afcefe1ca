using CodexFuncGateway.Simulators.Anthropic;
using CodexFuncGateway.Simulators.ChatCompletions;
using CodexFuncGateway.Simulators.OpenAIResponses;

namespace CodexFuncGateway.Simulators.Azure;

/// <summary>A resource at Azure: OpenAI's models, Claude and other makers' models, each in its own language, behind one lock.</summary>
/// <param name="Key">What opens it in <c>api-key</c>.</param>
public sealed record AzureResource(string Key)
{
    // Recorded, August 2026.
    private static readonly Rejection Stranger = new(
        401,
        """{"error":{"code":"401","message":"Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource."}}""");

    /// <summary>Whether a token of Entra's opens it.</summary>
    public Predicate<string> IsGoodToken { get; init; } = _ => false;

    public OpenAIResponsesSimulator OpenAI() => new(ResponsesProviders.Azure with { Admission = FindStranger });

    public AnthropicSimulator Claude() => new() { Path = new WirePath("/anthropic/v1", "/messages"), Admission = FindStranger };

    /// <summary>A model that reasons as DeepSeek's do.</summary>
    public ChatCompletionsSimulator DeepSeek() => new(ChatProviders.Azure with { Admission = FindStranger });

    public ChatCompletionsSimulator Mistral() => new(ChatProviders.AzureMistral with { Admission = FindStranger });

    private Rejection? FindStranger(SimulatedRequest request)
    {
        const string Bearer = "Bearer ";
        var token = request.Headers.GetValueOrDefault("Authorization") is { } shown && shown.StartsWith(Bearer, StringComparison.Ordinal) ? shown[Bearer.Length..] : null;
        var isKnown = token is null ? request.Headers.GetValueOrDefault("api-key") == Key : IsGoodToken(token);
        return isKnown ? null : Stranger;
    }
}
