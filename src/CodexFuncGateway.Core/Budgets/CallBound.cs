using CodexFuncGateway.Catalog;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Budgets;

/// <summary>The most a call can cost, on the dearest of its routes, by how long its answer may be.</summary>
internal sealed class CallBound
{
    private readonly (Route Route, long InputTokens, int OutputTokens)[] routes;
    private readonly string? serviceTier;
    private readonly long searches;

    /// <param name="request">What is asked.</param>
    /// <param name="routes">Where it may go.</param>
    /// <param name="bytes">The length of the body, decoded.</param>
    /// <param name="searches">How many searches the upstream may run.</param>
    public CallBound(ResponsesRequest request, IReadOnlyList<Route> routes, long bytes, long searches)
    {
        (serviceTier, this.searches) = (request.ServiceTier, searches);
        this.routes = [.. routes.Select(route => (
            route, InputBound.Tokens(request, bytes, route, searches), Math.Min(request.MaxOutputTokens ?? int.MaxValue, route.Model.MaxOutputTokens)))];
        NanoUsd = At(int.MaxValue);
    }

    /// <summary>For the longest answer that the request and the models allow.</summary>
    public long NanoUsd { get; }

    /// <summary>For an answer of so many tokens at most.</summary>
    public long At(int outputLimit) => routes.Max(bound =>
        CostCalculator.UpperBound(bound.Route.Price, bound.InputTokens, Math.Min(outputLimit, bound.OutputTokens), serviceTier, searches));

    /// <summary>The longest answer for which an amount is enough on every route.</summary>
    public int OutputFor(long nanoUsd) => (int)Math.Clamp(
        routes.Min(bound => CostCalculator.AffordableOutputTokens(bound.Route.Price, bound.InputTokens, nanoUsd, serviceTier, searches)), 0, int.MaxValue);
}
