using System.Globalization;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.AnthropicMessages.Wire;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.AnthropicMessages;

/// <summary>
/// Whether and how hard the model is to think. Three generations ask for it in three ways, and the earliest holds the history to it:
/// while a tool loop is open, its turns must begin with their thinking if, and only if, thinking is on.
/// </summary>
/// <param name="Mode">What is sent; null leaves the choice to the upstream.</param>
/// <param name="Effort">The word for <c>output_config.effort</c>.</param>
internal sealed record AnthropicThinking(AnthropicThinkingMode? Mode, string? Effort)
{
    private const int SmallestBudget = 1_024;

    /// <summary>What an answer needs beside the thinking before it, in tokens.</summary>
    private const int SmallestAnswer = 1_024;

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
            ThinkingControl.Effort when capabilities.Efforts is not null => new AnthropicThinking(null, Word(effort, capabilities)),
            _ => new AnthropicThinking(null, null),
        };
        if (!thinking.IsOn && capabilities.Thinking is (ThinkingControl.Budget or ThinkingControl.Adaptive))
        {
            messages.ForEach(message => message.Content.RemoveAll(block => block.IsThinking));
        }

        return thinking;
    }

    private static AnthropicThinking Adaptive(string? effort, Capabilities capabilities) =>
        new(new AnthropicThinkingMode("adaptive") { Display = "summarized" }, Word(effort, capabilities));

    private static AnthropicThinking MapBudget(
        ResponsesRequest request, string? effort, Capabilities capabilities, List<AnthropicMessage> messages, int maxTokens)
    {
        // The limit counts thinking too, and what a call may cost was reckoned with it: a budget has to fit in, it cannot be added.
        var budget = Math.Min(Budget(effort, capabilities), maxTokens - SmallestAnswer);
        return budget < SmallestBudget || LoopLacksThinking(messages) || OnlyDefaultStandsAgainstForcedCall(request)
            ? Off
            : new AnthropicThinking(new AnthropicThinkingMode("enabled") { BudgetTokens = budget }, null);
    }

    private static int Budget(string? effort, Capabilities capabilities) => effort switch
    {
        null or "none" => 0,
        _ when int.TryParse(capabilities.Efforts?.GetValueOrDefault(effort), CultureInfo.InvariantCulture, out var tokens) => tokens,
        "minimal" => 1_024,
        "low" => 2_048,
        "medium" => 10_000,
        "high" => 16_384,
        _ => 32_768,
    };

    private static string? Word(string? effort, Capabilities capabilities) => effort switch
    {
        null => null,
        _ when capabilities.Efforts is { } words => words.GetValueOrDefault(effort),
        "none" or "minimal" => "low",
        _ => effort,
    };

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
