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
        var budgets = (capabilities.Efforts ?? new Dictionary<string, string>()).ToDictionary(known => known.Key, known => int.Parse(known.Value, CultureInfo.InvariantCulture));
        var budget = effort is not null && budgets.TryGetValue(effort, out var asked) ? Fit(asked, maxTokens, budgets.Values) : (int?)null;
        return new GeminiThinkingConfig { IncludeThoughts = budget is not 0, ThinkingBudget = budget };
    }

    /// <summary>
    /// The largest of the model's budgets that is not over the one asked for and leaves room for an answer, or its smallest: what lies
    /// between them may be refused (2.5 Flash-Lite takes 0, and 512 or more).
    /// </summary>
    private static int Fit(int asked, int? maxTokens, IEnumerable<int> budgets) =>
        budgets.Order().LastOrDefault(budget => budget <= asked && budget <= (maxTokens ?? int.MaxValue) - SmallestAnswer, budgets.Min());

    private static string? Word(string? effort, Capabilities capabilities) =>
        effort is null ? null : capabilities.Efforts is { } words ? words.GetValueOrDefault(effort) : effort;
}
