using Microsoft.Extensions.Configuration;

namespace CodexFuncGateway.Catalog;

/// <summary>Reads <c>Models:&lt;alias&gt;:Routes:&lt;n&gt;</c>; every route is checked at start, so that an alias never fails half-way.</summary>
internal static class ModelAliases
{
    public static IReadOnlyDictionary<string, IReadOnlyList<ModelOffer>> Read(IConfiguration configuration, ProviderCatalog catalog) =>
        configuration.GetSection("Models").GetChildren().ToDictionary(
            alias => alias.Key,
            alias => ReadRoutes(alias, catalog),
            StringComparer.OrdinalIgnoreCase);

    private static IReadOnlyList<ModelOffer> ReadRoutes(IConfigurationSection alias, ProviderCatalog catalog)
    {
        var routes = alias.GetSection("Routes").GetChildren().Select(route => Find(route, catalog)).ToList();
        CatalogRules.Demand(routes.Count > 0, $"{alias.Path} has no Routes; an alias needs at least {alias.Path}:Routes:0 = provider/model.");
        return routes;
    }

    private static ModelOffer Find(IConfigurationSection route, ProviderCatalog catalog)
    {
        var offer = catalog.Find(route.Value ?? "");
        CatalogRules.Demand(offer is not null, $"{route.Path} names {route.Value}, which no provider serves.{NearestNames.Suggest(route.Value ?? "", catalog)}");
        CatalogRules.Demand(Refusals.Reason(offer!) is null, $"{route.Path}: {Refusals.Reason(offer!)}");
        return offer!;
    }
}
