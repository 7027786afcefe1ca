using System.Globalization;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.GeminiGenerateContent.Wire;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.GeminiGenerateContent;

/// <summary>How hard the model is to think: a level for Gemini 3 and later, a budget in tokens before that. The upstream refuses both at once.</summary>
internal static class GeminiThinking
{
    /// <summary>What an answer needs beside the thinking before it, in tokens: the output limit counts both.</summary>
    private const int SmallestAnswer = 1_024;

    /// <summary>Null for a model that does not think.</summary>
    public static GeminiThinkingConfig? Map(ResponsesRequest request, Route route)
    {
        var effort = request.ReasoningEffort ?? route.Model.DefaultEffort;
        return route.Capabilities.Thinking switch
        {
            ThinkingControl.None => null,
            ThinkingControl.Budget => MapBudget(effort, request.MaxOutputTokens, route.Capabilities),
            _ => new GeminiThinkingConfig { IncludeThoughts = true, ThinkingLevel = Word(effort, route.Capabilities) },
        };
    }

    private static GeminiThinkingConfig MapBudget(string? effort, int? maxTokens, Capabilities capabilities)
    {
        var budget = Word(effort, capabilities) is { } word ? Fit(int.Parse(word, CultureInfo.InvariantCulture), maxTokens, capabilities) : (int?)null;
        return new GeminiThinkingConfig { IncludeThoughts = budget is not 0, ThinkingBudget = budget };
    }

    /// <summary>
    /// The largest of the model's budgets that is not over the one asked for and leaves room for an answer, or its smallest: what lies
    /// between them may be refused (2.5 Flash-Lite takes 0, and 512 or more).
    /// </summary>
    private static int Fit(int budget, int? maxTokens, Capabilities capabilities)
    {
        var budgets = capabilities.Efforts!.Values.Select(word => int.Parse(word, CultureInfo.InvariantCulture)).Order().ToArray();
        return budgets.LastOrDefault(known => known <= budget && known <= (maxTokens ?? int.MaxValue) - SmallestAnswer, budgets[0]);
    }

    private static string? Word(string? effort, Capabilities capabilities) =>
        effort is null ? null : capabilities.Efforts is { } words ? words.GetValueOrDefault(effort) : effort;
}
