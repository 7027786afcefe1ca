using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Cohere;

/// <summary>Cohere's chat API, version 2, as strict as the real one about names, turns, schemas and unknown parameters.</summary>
public sealed class CohereSimulator : ISimulatedWire
{
    private static readonly Func<JsonElement, CohereProblem?>[] BodyRules =
    [
        EnvelopeRules.FindProblem,
        ToolRules.FindProblem,
        AnswerRules.FindProblem,
        MessageRules.FindProblem,
        CallRules.FindProblem,
    ];

    private readonly IssuedTurns issued = new();

    public WirePath Path { get; } = new("/v2", "/chat");

    /// <summary>Whether a reply may be asked for that is not streamed. The gateway has no business to; the vendor's own client has.</summary>
    public bool TellsWholeReplies { get; init; }

    public Rejection? FindRejection(SimulatedRequest request)
    {
        var problem = FindMissingKey(request) ?? BodyRules.Select(rule => rule(request.Json)).FirstOrDefault(problem => problem is not null) ?? FindWholeReply(request.Json);
        return problem is null ? null : CohereErrors.Write(problem);
    }

    public Rejection Overflow => CohereErrors.Write(new CohereProblem("too many tokens: size limit exceeded by 25836 tokens. Try using shorter or fewer inputs.") { Type = "TOO_MANY_TOKENS" });

    public IReadOnlyList<string> ReadNewOutputs(SimulatedRequest request) =>
    [
        .. request.Json.ItemsAt("messages").Reverse().TakeWhile(message => message.TextAt("role") != "assistant").Reverse()
            .Where(message => message.TextAt("role") == "tool").Select(message => MessageRules.OutputText(message.At("content"))),
    ];

    public SimulatedReply WriteReply(SimulatedRequest request, NumberedStep step)
    {
        issued.ThrowIfChanged(request.Json);
        var reply = CohereReply.From(request.Json, step);
        issued.Remember(reply);
        return request.Json.IsTrueAt("stream")
            ? new SimulatedReply(ReplyEvents.Write(reply))
            : new SimulatedReply([JsonSerializer.Serialize(reply.WriteWhole())]) { ContentType = "application/json" };
    }

    private static CohereProblem? FindMissingKey(SimulatedRequest request) =>
        request.Headers.GetValueOrDefault("Authorization") is { Length: > 7 } value && value.StartsWith("Bearer ", StringComparison.Ordinal)
            ? null
            : new CohereProblem("no api key supplied", Status: 401);

    private CohereProblem? FindWholeReply(JsonElement body) =>
        TellsWholeReplies || body.IsTrueAt("stream") ? null : new CohereProblem("stream: this simulator only streams");
}
