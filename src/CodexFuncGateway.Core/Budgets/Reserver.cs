using CodexFuncGateway.Catalog;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Budgets;

/// <summary>The step Reserve: how much a call may cost at most, on the dearest of its routes.</summary>
internal static class Reserver
{
    /// <param name="request">What is asked.</param>
    /// <param name="routes">Where it may go.</param>
    /// <param name="inputTokens">What the prompt is likely to count.</param>
    public static Reservation Reserve(ResponsesRequest request, IReadOnlyList<Route> routes, long inputTokens)
    {
        var most = 0L;
        foreach (var route in routes)
        {
            var outputTokens = Math.Min(request.MaxOutputTokens ?? int.MaxValue, route.Model.MaxOutputTokens);
            most = Math.Max(most, CostCalculator.UpperBound(route.Price, inputTokens, outputTokens, request.ServiceTier, WebSearchOffer.Bound(request, route.Capabilities)));
        }

        return new Reservation(most, inputTokens);
    }
}
