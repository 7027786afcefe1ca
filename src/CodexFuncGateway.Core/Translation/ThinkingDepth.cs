using System.Globalization;
using CodexFuncGateway.Catalog;

namespace CodexFuncGateway.Translation;

/// <summary>How hard a model is to think, in the tokens or the word that its upstream takes.</summary>
internal static class ThinkingDepth
{
    private const int SmallestBudget = 1_024;

    /// <summary>What an answer needs beside the thinking before it, in tokens.</summary>
    private const int SmallestAnswer = 1_024;

    /// <summary>
    /// A budget in tokens; 0 where there is none to be had. An output limit counts thinking too, and what a call may cost was reckoned with
    /// it: a budget has to fit in, it cannot be added.
    /// </summary>
    public static int Budget(string? effort, Capabilities capabilities, int maxTokens)
    {
        var budget = Math.Min(Tokens(effort, capabilities), maxTokens - SmallestAnswer);
        return budget < SmallestBudget ? 0 : budget;
    }

    /// <summary>A word; null where none is to be sent.</summary>
    public static string? Word(string? effort, Capabilities capabilities) => effort switch
    {
        null => null,
        _ when capabilities.Efforts is { } words => words.GetValueOrDefault(effort),
        "none" or "minimal" => "low",
        _ => effort,
    };

    private static int Tokens(string? effort, Capabilities capabilities) => effort switch
    {
        null or "none" => 0,
        _ when int.TryParse(capabilities.Efforts?.GetValueOrDefault(effort), CultureInfo.InvariantCulture, out var tokens) => tokens,
        "minimal" => 1_024,
        "low" => 2_048,
        "medium" => 10_000,
        "high" => 16_384,
        _ => 32_768,
    };
}
