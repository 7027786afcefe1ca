using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Gemini;

/// <summary>generateContent, as strict as the real service about fields, turns, signatures, schemas and what each model takes.</summary>
public sealed class GeminiSimulator(GeminiService service) : ISimulatedWire
{
    private readonly FieldRules fields = new(service);
    private readonly IssuedSignatures issued = new();

    public GeminiSimulator()
        : this(GeminiService.Developer)
    {
    }

    public WirePath Path => service.Path;

    public Rejection? FindRejection(SimulatedRequest request)
    {
        var call = GeminiCall.Read(request);
        if (FindCredentialRejection(request) is { } rejection)
        {
            return rejection;
        }

        return call.Method is not ("generateContent" or "streamGenerateContent") || ModelTraits.Of(call.Model) is not { } traits
            ? GeminiErrors.Write(404, "NOT_FOUND", $"models/{call.Model} is not found for API version v1beta, or is not supported for {call.Method}. Call ListModels to see the list of available models and their supported methods.")
            : FindProblem(request, traits) is { } problem ? GeminiErrors.InvalidArgument(problem) : null;
    }

    public Rejection Overflow => GeminiErrors.InvalidArgument("The input token count (1250074) exceeds the maximum number of tokens allowed (1048576).");

    public IReadOnlyList<string> ReadNewOutputs(SimulatedRequest request) =>
        [.. Turn.Read(request.Json)[^1].Responses.Select(response => response.At("response").TextAt("output") ?? response.At("response").GetRawText())];

    public SimulatedReply WriteReply(SimulatedRequest request, NumberedStep step)
    {
        var call = GeminiCall.Read(request);
        if (step.Step.Search is not null && !request.Json.ItemsAt("tools").Any(tool => tool.Has("googleSearch")))
        {
            throw new ScriptViolationException($"Step {step.Number} searches the web, but no search is offered.");
        }

        var parts = ReplyParts.Write(request.Json, step, ModelTraits.Of(call.Model)!);
        issued.Remember(parts);
        return ReplyChunks.Write(call, step, parts, service);
    }

    private string? FindProblem(SimulatedRequest request, ModelTraits traits)
    {
        if (fields.FindProblem(request.Json) is { } unknown)
        {
            return unknown;
        }

        var turns = Turn.Read(request.Json);
        return ToolRules.FindProblem(request.Json, traits, service)
            ?? GenerationRules.FindProblem(request.Json, traits)
            ?? PartRules.FindProblem(request.Json, service, traits)
            ?? TurnRules.FindProblem(turns, traits)
            ?? issued.FindProblem(turns, traits);
    }

    private Rejection? FindCredentialRejection(SimulatedRequest request)
    {
        if (!string.IsNullOrEmpty(request.Headers.GetValueOrDefault("x-goog-api-key")))
        {
            return null;
        }

        var token = request.Headers.GetValueOrDefault("Authorization") ?? "";
        return service.IsVertex
            ? token.StartsWith("Bearer ", StringComparison.Ordinal) ? null : GeminiErrors.Write(401, "UNAUTHENTICATED", "Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential.")
            : GeminiErrors.Write(403, "PERMISSION_DENIED", "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.");
    }
}
