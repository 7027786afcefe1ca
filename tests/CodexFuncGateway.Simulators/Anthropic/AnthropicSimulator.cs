using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Anthropic;

/// <summary>The Messages API, as strict as the real one about history, thinking blocks, cache marks and unknown parameters.</summary>
public sealed class AnthropicSimulator : ISimulatedWire
{
    private static readonly Func<JsonElement, string?>[] BodyRules =
    [
        EnvelopeRules.FindProblem,
        ToolRules.FindProblem,
        ThinkingRules.FindProblem,
        ContentRules.FindProblem,
        MessageOrderRules.FindProblem,
        CacheMarkRules.FindProblem,
    ];

    private readonly IssuedTurns issued = new();
    private readonly IssuedSearches searches = new();

    /// <summary>Whether a reply may be asked for that is not streamed. The gateway has no business to; the vendor's own client has.</summary>
    public bool TellsWholeReplies { get; init; }

    public WirePath Path { get; init; } = new("/v1", "/messages");

    /// <summary>What a stranger is told; services of others have other locks.</summary>
    public Func<SimulatedRequest, Rejection?> Admission { get; init; } = HeaderRules.FindMissingKey;

    public Rejection? FindRejection(SimulatedRequest request)
    {
        if ((Admission(request) ?? HeaderRules.FindMissingVersion(request)) is { } rejection)
        {
            return rejection;
        }

        var problem = BodyRules.Select(rule => rule(request.Json)).FirstOrDefault(problem => problem is not null) ?? issued.FindProblem(request.Json) ?? searches.FindProblem(request.Json) ?? FindWholeReply(request.Json);
        return problem is null ? null : AnthropicErrors.InvalidRequest(problem);
    }

    public Rejection Overflow => AnthropicErrors.InvalidRequest("prompt is too long: 208310 tokens > 200000 maximum");

    public IReadOnlyList<string> ReadNewOutputs(SimulatedRequest request) =>
        [.. Turn.Read(request.Json)[^1].Blocks.Where(block => block.TextAt("type") == "tool_result").Select(block => block.At("content").PlainText())];

    public SimulatedReply WriteReply(SimulatedRequest request, NumberedStep step)
    {
        searches.ThrowIfMissing(request.Json);
        var blocks = ReplyBlocks.Write(request.Json, step);
        issued.Remember(blocks);
        searches.Remember(blocks);
        return request.Json.IsTrueAt("stream")
            ? new SimulatedReply(ReplyFrames.Write(request.Json, step, blocks))
            : new SimulatedReply([JsonSerializer.Serialize(ReplyFrames.WriteWhole(request.Json, step, blocks))]) { ContentType = "application/json" };
    }

    private string? FindWholeReply(JsonElement body) => TellsWholeReplies || body.IsTrueAt("stream") ? null : "stream: this simulator only streams";
}
