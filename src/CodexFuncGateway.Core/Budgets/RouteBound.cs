using CodexFuncGateway.Catalog;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Budgets;

/// <summary>The most that a call can consume on one of its routes.</summary>
internal sealed record RouteBound(ModelPrice Price, long InputTokens, int OutputTokens, long Searches, string? ServiceTier)
{
    /// <param name="request">What is asked.</param>
    /// <param name="route">Where it may go.</param>
    /// <param name="bytes">The length of the body, decoded.</param>
    public static RouteBound Of(ResponsesRequest request, Route route, long bytes)
    {
        var searches = WebSearchOffer.Bound(request, route.Capabilities);
        var outputTokens = Math.Min(request.MaxOutputTokens ?? int.MaxValue, route.Model.MaxOutputTokens);
        return new RouteBound(route.Price, InputBound.Tokens(request, bytes, route, searches), outputTokens, searches, request.ServiceTier);
    }

    /// <summary>What an answer of so many tokens costs at most, in nano-USD.</summary>
    public long At(int outputLimit) => CostCalculator.UpperBound(Price, InputTokens, Math.Min(outputLimit, OutputTokens), ServiceTier, Searches);

    /// <summary>The longest answer for which an amount is enough; negative where the prompt alone exceeds it.</summary>
    public long OutputFor(long nanoUsd) => CostCalculator.AffordableOutputTokens(Price, InputTokens, nanoUsd, ServiceTier, Searches);
}
