using CodexFuncGateway.Simulators.Anthropic;
using CodexFuncGateway.Simulators.Json;
using CodexFuncGateway.Simulators.OpenAIResponses;

namespace CodexFuncGateway.Simulators.Bedrock;

/// <summary>Bedrock's other service, where Claude and OpenAI's models speak their makers' languages behind AWS's lock.</summary>
public static class BedrockMantle
{
    private const string Service = "bedrock-mantle";

    /// <summary>Claude's Messages API.</summary>
    public static AnthropicSimulator Claude(AwsAccount account) => new()
    {
        Path = new WirePath("/anthropic/v1", "/messages"),
        Admission = request => (account with { Service = Service }).FindRejection(request) ?? FindUnknownModel(request),
    };

    /// <summary>OpenAI's Responses API, for its own models.</summary>
    public static OpenAIResponsesSimulator OpenAI(AwsAccount account) => new(ResponsesProviders.OpenAI with
    {
        Name = "bedrock",
        BasePath = "/openai/v1",
        Admission = (account with { Service = Service }).FindRejection,
        ToolTypes = new HashSet<string> { "function" },
        ItemTypes = new HashSet<string> { "message", "function_call", "function_call_output", "reasoning" },
        LongestToolName = 64,
        RepeatsCallIds = true,
        NamesEventsLast = true,
    });

    /// <summary>Names are bare here: those of inference profiles are not known.</summary>
    private static Rejection? FindUnknownModel(SimulatedRequest request) =>
        request.Json.TextAt("model") is { } model && !model.StartsWith("anthropic.claude-", StringComparison.Ordinal)
            ? AnthropicErrors.Write(404, "not_found_error", $"model: {model}")
            : null;
}
