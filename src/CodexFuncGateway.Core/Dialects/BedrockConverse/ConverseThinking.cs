using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.BedrockConverse.Wire;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.BedrockConverse;

/// <summary>
/// Whether and how hard the model is to think. Claude is asked for it as at Anthropic, with a budget or adaptively, and holds the history to
/// it; other models take an effort, if anything.
/// </summary>
/// <param name="Mode">What Claude is sent; null leaves the choice to the model.</param>
/// <param name="Effort">The word for an effort.</param>
internal sealed record ConverseThinking(ConverseThinkingMode? Mode, string? Effort)
{
    private static readonly ConverseThinking Unsaid = new(null, null);
    private static readonly ConverseThinking Off = new(new ConverseThinkingMode("disabled"), null);

    public bool IsOn => Mode is { Type: not "disabled" };

    /// <summary>Decides, and takes thinking out of the turns where it may not be.</summary>
    public static ConverseThinking Map(ResponsesRequest request, Route route, List<ConverseMessage> messages, int maxTokens)
    {
        var capabilities = route.Capabilities;
        var effort = request.ReasoningEffort ?? route.Model.DefaultEffort;
        var thinking = capabilities.Thinking switch
        {
            ThinkingControl.Budget => MapBudget(request, ThinkingDepth.Budget(effort, capabilities, maxTokens), messages),
            ThinkingControl.Adaptive when effort is "none" => Off,
            ThinkingControl.Adaptive when effort is null => Unsaid,
            ThinkingControl.Adaptive or ThinkingControl.AdaptiveAlways => Adaptive(ThinkingDepth.Word(effort, capabilities)),
            ThinkingControl.Effort when capabilities.EffortField is not null => new ConverseThinking(null, ThinkingDepth.Word(effort, capabilities)),
            _ => Unsaid,
        };
        if (!thinking.IsOn && capabilities.Thinking is (ThinkingControl.Budget or ThinkingControl.Adaptive))
        {
            messages.ForEach(message => message.Content.RemoveAll(block => block.IsThinking));
        }

        return thinking;
    }

    private static ConverseThinking Adaptive(string? effort) => new(new ConverseThinkingMode("adaptive") { Display = "summarized" }, effort);

    private static ConverseThinking MapBudget(ResponsesRequest request, int budget, List<ConverseMessage> messages) =>
        budget == 0 || LoopLacksThinking(messages) || OnlyDefaultStandsAgainstForcedCall(request)
            ? Off
            : new ConverseThinking(new ConverseThinkingMode("enabled") { BudgetTokens = budget }, null);

    /// <summary>Whether a tool loop is open that began without thinking, as when another model began it: Claude refuses to begin in its middle.</summary>
    private static bool LoopLacksThinking(List<ConverseMessage> messages)
    {
        var loop = messages.AsEnumerable().Reverse()
            .TakeWhile(message => message.IsAssistant || message.Content is [{ ToolResult: not null }, ..])
            .ToList();
        return loop is [{ IsAssistant: false }, ..] && !loop.Exists(message => message is { IsAssistant: true, Content: [{ IsThinking: true }, ..] });
    }

    /// <summary>A forced call and a budget exclude each other. An effort that the client asked for wins; a model's default does not.</summary>
    private static bool OnlyDefaultStandsAgainstForcedCall(ResponsesRequest request) =>
        request.ReasoningEffort is null && request.ToolChoice.Mode is (ToolChoiceMode.Required or ToolChoiceMode.Named);
}
