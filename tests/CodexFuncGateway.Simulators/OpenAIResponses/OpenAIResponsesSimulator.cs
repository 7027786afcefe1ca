using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.OpenAIResponses;

/// <summary>A service of the Responses API: OpenAI's own, Azure's, or one of the stricter ones that speak a part of it.</summary>
public sealed class OpenAIResponsesSimulator(ResponsesQuirks quirks) : ISimulatedWire
{
    private static readonly Func<JsonElement, ResponsesQuirks, ResponsesProblem?>[] Rules =
    [
        ParameterRules.FindProblem,
        ToolRules.FindProblem,
        ItemRules.FindProblem,
        PairingRules.FindProblem,
    ];

    private readonly IssuedPayloads issued = new();
    private readonly IssuedSignatures signatures = new();

    public WirePath Path { get; } = new(quirks.BasePath, quirks.Resource);

    public Rejection? FindRejection(SimulatedRequest request)
    {
        if (quirks.Admission?.Invoke(request) is { } refused)
        {
            return refused;
        }

        var problem = (quirks.Admission is null ? FindMissingKey(request) : null)
            ?? Rules.Select(rule => rule(request.Json, quirks)).FirstOrDefault(problem => problem is not null)
            ?? issued.FindProblem(request.Json);
        return problem is null ? null : ResponsesErrors.Write(quirks, problem);
    }

    public Rejection Overflow => ResponsesErrors.Write(quirks, quirks.Overflow);

    public IReadOnlyList<string> ReadNewOutputs(SimulatedRequest request) =>
    [
        .. request.Json.ItemsAt("input").Reverse().TakeWhile(item => !ItemRules.IsModelOutput(item)).Reverse()
            .Where(ItemRules.IsToolOutput).Select(item => item.At("output").PlainText()),
    ];

    public SimulatedReply WriteReply(SimulatedRequest request, NumberedStep step)
    {
        issued.ThrowIfMissing(request.Json);
        signatures.ThrowIfMissing(request.Json);
        var items = ReplyItems.Write(request.Json, step, quirks);
        issued.Remember(items);
        signatures.Remember(items);
        return new SimulatedReply(new ReplyEvents(request.Json, step, quirks).Write(items)) { Headers = WriteHeaders() };
    }

    private ResponsesProblem? FindMissingKey(SimulatedRequest request)
    {
        const string Prefix = "Bearer ";
        var value = request.Headers.GetValueOrDefault("Authorization") ?? "";
        var bearer = value.StartsWith(Prefix, StringComparison.Ordinal) ? value[Prefix.Length..] : "";
        var isProven = quirks.KeyInOwnHeader ? !string.IsNullOrEmpty(request.Headers.GetValueOrDefault("api-key")) || IsEntraToken(bearer) : bearer.Length > 0;
        return isProven
            ? null
            : new ResponsesProblem("Incorrect API key provided.", Code: "invalid_api_key", Status: 401);
    }

    private static bool IsEntraToken(string bearer) => bearer.StartsWith("eyJ", StringComparison.Ordinal) && bearer.Count(letter => letter == '.') == 2;

    /// <remarks>The served model's full name, which Codex would take for a rerouted session if the gateway let it through.</remarks>
    private Dictionary<string, string> WriteHeaders() =>
        quirks.SpeaksLikeXai ? [] : new() { ["x-request-id"] = "req_simulated", ["openai-model"] = "simulated-2026-11-01" };
}
