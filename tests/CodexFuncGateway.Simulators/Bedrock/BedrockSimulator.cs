using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Bedrock;

/// <summary>
/// Amazon Bedrock's runtime with Converse, streamed and whole, as strict as the real one about signatures, turns, blocks, tools, thinking and what each
/// family of models takes.
/// </summary>
public sealed class BedrockSimulator(AwsAccount account) : ISimulatedWire
{
    private static readonly Func<ConverseCall, string?>[] Rules =
    [
        EnvelopeRules.FindProblem,
        ToolRules.FindProblem,
        ContentRules.FindProblem,
        TurnRules.FindProblem,
        CachePointRules.FindProblem,
        ModelFieldRules.FindProblem,
    ];

    private readonly IssuedReasoning issued = new();

    public WirePath Path { get; } = new("", "/model/{model}/{operation}");

    public Rejection? FindRejection(SimulatedRequest request)
    {
        if (account.FindRejection(request) is { } refused)
        {
            return refused;
        }

        if (ConverseCall.Read(request) is not { } call)
        {
            return BedrockErrors.Write(404, "UnknownOperationException", "");
        }

        var problem = Rules.Select(rule => rule(call)).FirstOrDefault(problem => problem is not null) ?? issued.FindProblem(call);
        return problem is null ? null : BedrockErrors.Validation(problem);
    }

    public Rejection Overflow => BedrockErrors.Validation("The model returned the following errors: Input is too long for requested model.");

    public IReadOnlyList<string> ReadNewOutputs(SimulatedRequest request)
    {
        var blocks = ConverseCall.Read(request)!.Messages[^1].ItemsAt("content");
        return [.. blocks.Where(block => block.Has("toolResult")).Select(block => block.At("toolResult").At("content").PlainText())];
    }

    public SimulatedReply WriteReply(SimulatedRequest request, NumberedStep step)
    {
        var call = ConverseCall.Read(request)!;
        var content = ReplyContent.Write(call, step);
        issued.Remember(content);
        var reply = call.IsStreamed ? ReplyEvents.Write(step.Step, content) : ReplyBody.Write(step.Step, content);
        return reply with { Headers = new Dictionary<string, string> { ["x-amzn-RequestId"] = $"aws-simulated-{step.Number}" } };
    }
}
