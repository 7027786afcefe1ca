using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Budgets;

/// <summary>The most a call can cost, on the dearest of its routes, by how long its answer may be.</summary>
internal sealed class CallBound
{
    private readonly RouteBound[] routes;

    /// <param name="request">What is asked.</param>
    /// <param name="routes">Where it may go.</param>
    /// <param name="bytes">The length of the body, decoded.</param>
    public CallBound(ResponsesRequest request, IEnumerable<Route> routes, long bytes)
    {
        this.routes = [.. routes.Select(route => RouteBound.Of(request, route, bytes))];
        NanoUsd = At(int.MaxValue);
    }

    /// <summary>For the longest answer that the request and the models allow.</summary>
    public long NanoUsd { get; }

    /// <summary>For an answer of so many tokens at most.</summary>
    public long At(int outputLimit) => routes.Max(route => route.At(outputLimit));

    /// <summary>The longest answer for which an amount is enough on every route.</summary>
    public int OutputFor(long nanoUsd) => (int)Math.Clamp(routes.Min(route => route.OutputFor(nanoUsd)), 0, int.MaxValue);
}
