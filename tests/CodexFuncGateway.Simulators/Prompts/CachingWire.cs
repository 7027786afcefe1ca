using System.Collections.Concurrent;
using CodexFuncGateway.Simulators.Anthropic;
using CodexFuncGateway.Simulators.Bedrock;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Simulators.Prompts;

/// <summary>A wire whose usage is no script's but what a prompt cache makes of each request.</summary>
public sealed class CachingWire : ISimulatedWire
{
    private readonly ISimulatedWire wire;
    private readonly PromptCache cache;
    private readonly Func<SimulatedRequest, ClaudePrompt> readPrompt;
    private readonly ConcurrentQueue<ScriptedUsage> counted = new();

    private CachingWire(ISimulatedWire wire, TimeProvider time, Func<SimulatedRequest, ClaudePrompt> readPrompt) =>
        (this.wire, cache, this.readPrompt) = (wire, new PromptCache(time), readPrompt);

    public WirePath Path => wire.Path;

    public Rejection Overflow => wire.Overflow;

    /// <summary>What each call consumed, in order.</summary>
    public IReadOnlyList<ScriptedUsage> Counted => [.. counted];

    public static CachingWire Anthropic(TimeProvider time) => new(new AnthropicSimulator(), time, request => AnthropicPrompt.Read(request.Json));

    public static CachingWire Bedrock(AwsAccount account, TimeProvider time) =>
        new(new BedrockSimulator(account), time, request => ConversePrompt.Read(ConverseCall.Read(request)!));

    public Rejection? FindRejection(SimulatedRequest request) => wire.FindRejection(request);

    public IReadOnlyList<string> ReadNewOutputs(SimulatedRequest request) => wire.ReadNewOutputs(request);

    public SimulatedReply WriteReply(SimulatedRequest request, NumberedStep step)
    {
        var prompt = readPrompt(request);
        var usage = cache.Count(prompt.Blocks, prompt.LeastTokens, step.Step.Usage);
        counted.Enqueue(usage);
        return wire.WriteReply(request, step with { Step = step.Step with { Usage = usage } });
    }
}
