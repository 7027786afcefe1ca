using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.AnthropicMessages.Wire;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.AnthropicMessages;

/// <summary>
/// Whether and how hard the model is to think. Three generations ask for it in three ways, and the earliest holds the history to it:
/// while a tool loop is open, its turns must begin with their thinking if, and only if, thinking is on.
/// </summary>
/// <param name="Mode">What is sent; null leaves the choice to the upstream.</param>
/// <param name="Effort">The word for <c>output_config.effort</c>.</param>
internal sealed record AnthropicThinking(AnthropicThinkingMode? Mode, string? Effort)
{
    private static readonly AnthropicThinking Off = new(new AnthropicThinkingMode("disabled"), null);

    public bool IsOn => Mode is { Type: not "disabled" };

    /// <summary>Decides, and takes thinking out of the turns where it may not be: without thinking, the upstream refuses to see any.</summary>
    public static AnthropicThinking Map(ResponsesRequest request, Route route, List<AnthropicMessage> messages, int maxTokens)
    {
        var capabilities = route.Capabilities;
        var effort = request.ReasoningEffort ?? route.Model.DefaultEffort;
        var thinking = capabilities.Thinking switch
        {
            ThinkingControl.Budget => MapBudget(request, effort, capabilities, messages, maxTokens),
            ThinkingControl.Adaptive when effort is "none" => Off,
            ThinkingControl.Adaptive when effort is null => new AnthropicThinking(null, null),
            ThinkingControl.Adaptive or ThinkingControl.AdaptiveAlways => Adaptive(effort, capabilities),
            // The default of hosts about which nothing is declared; most refuse a word they do not know.
            ThinkingControl.Effort when capabilities.Efforts is not null => new AnthropicThinking(null, ThinkingDepth.Word(effort, capabilities)),
            _ => new AnthropicThinking(null, null),
        };
        if (!thinking.IsOn && capabilities.Thinking is (ThinkingControl.Budget or ThinkingControl.Adaptive))
        {
            messages.ForEach(message => message.Content.RemoveAll(block => block.IsThinking));
        }

        return thinking;
    }

    private static AnthropicThinking Adaptive(string? effort, Capabilities capabilities) =>
        new(new AnthropicThinkingMode("adaptive") { Display = "summarized" }, ThinkingDepth.Word(effort, capabilities));

    private static AnthropicThinking MapBudget(
        ResponsesRequest request, string? effort, Capabilities capabilities, List<AnthropicMessage> messages, int maxTokens)
    {
        var budget = ThinkingDepth.Budget(effort, capabilities, maxTokens);
        return budget == 0 || LoopLacksThinking(messages) || OnlyDefaultStandsAgainstForcedCall(request)
            ? Off
            : new AnthropicThinking(new AnthropicThinkingMode("enabled") { BudgetTokens = budget }, null);
    }

    /// <summary>
    /// Whether a tool loop is open that began without thinking, as when another model began it. One block at its beginning is enough:
    /// these models think once in a loop (refusals and loops of a hundred calls seen in public threads, 2025-11).
    /// </summary>
    private static bool LoopLacksThinking(List<AnthropicMessage> messages)
    {
        var loop = messages.AsEnumerable().Reverse()
            .TakeWhile(message => message.IsAssistant || message.Content is [AnthropicToolResult, ..])
            .ToList();
        return loop is [{ IsAssistant: false }, ..] && !loop.Exists(message => message is { IsAssistant: true, Content: [{ IsThinking: true }, ..] });
    }

    /// <summary>A forced call and a budget exclude each other. An effort that the client asked for wins; a model's default does not.</summary>
    private static bool OnlyDefaultStandsAgainstForcedCall(ResponsesRequest request) =>
        request.ReasoningEffort is null && request.ToolChoice.Mode is (ToolChoiceMode.Required or ToolChoiceMode.Named);
}
