using System.Collections.Concurrent;
using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Catalog;

/// <summary>
/// The step Resolve: a model's name → the routes that serve it, in the order to try them. An alias comes before a model of the same name.
/// Routes are made once per name and day, for a price may begin at midnight (UTC).
/// </summary>
public sealed class ModelResolver(ProviderCatalog catalog, TimeProvider timeProvider)
{
    // A provider that takes any model would let clients fill the memory with made-up names.
    private const int MostNamesKept = 4096;

    private readonly ConcurrentDictionary<string, DaysRoutes> known = new(StringComparer.Ordinal);

    /// <exception cref="GatewayException">Nobody serves it, or it has no address or no price.</exception>
    public IReadOnlyList<Route> Resolve(string modelAsked)
    {
        var today = DateOnly.FromDateTime(timeProvider.GetUtcNow().UtcDateTime);
        if (known.TryGetValue(modelAsked, out var routes) && routes.Day == today)
        {
            return routes.Routes;
        }

        routes = new DaysRoutes(today, MakeRoutes(modelAsked, today));
        if (known.Count >= MostNamesKept)
        {
            known.Clear();
        }

        known[modelAsked] = routes;
        return routes.Routes;
    }

    private Route[] MakeRoutes(string modelAsked, DateOnly today)
    {
        var offers = catalog.Aliases.TryGetValue(modelAsked, out var aliased) ? aliased : [Find(modelAsked)];
        return [.. offers.Select(offer => MakeRoute(modelAsked, offer, today))];
    }

    private ModelOffer Find(string modelAsked) =>
        catalog.Find(modelAsked)
        ?? throw new GatewayException(ErrorKind.ModelNotFound, $"No provider serves a model named '{modelAsked}'.{NearestNames.Suggest(modelAsked, catalog)}");

    private static Route MakeRoute(string modelAsked, ModelOffer offer, DateOnly today) =>
        Refusals.Reason(offer) is { } reason
            ? throw new GatewayException(ErrorKind.ModelNotFound, reason)
            : new Route(modelAsked, offer.Provider, offer.Model, offer.Capabilities, offer.PriceOn(today)!);

    private sealed record DaysRoutes(DateOnly Day, Route[] Routes);
}
