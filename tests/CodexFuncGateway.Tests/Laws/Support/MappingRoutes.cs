using CodexFuncGateway.Catalog;
using CodexFuncGateway.Tests.Catalog;

namespace CodexFuncGateway.Tests.Laws.Support;

/// <summary>A route to every model of every built-in provider, and to one model of each that takes any.</summary>
internal static class MappingRoutes
{
    private static readonly ModelResolver Resolver = CatalogFixture.Resolver(
        ("Providers:azure:Parameters:resource", "resource-1"),
        ("Providers:vllm:BaseUrl", "http://127.0.0.1:1"),
        ("Providers:sgl:BaseUrl", "http://127.0.0.1:1"),
        ("Providers:bedrock:Parameters:region", "us-east-1"),
        ("Providers:vertex:Parameters:project", "project-1"),
        ("Providers:parasail:DefaultPrice:Rates:Input", "1"),
        ("Providers:parasail:DefaultPrice:Rates:Output", "1"));

    public static IReadOnlyList<Route> All { get; } = [.. Names().Select(name => Resolver.Resolve(name)[0])];

    /// <summary>One route for each way in which models of a provider differ as far as mapping goes.</summary>
    public static IReadOnlyList<Route> Distinct { get; } = [.. All.DistinctBy(route => (route.Provider.Name, route.Dialect, route.Capabilities))];

    private static IEnumerable<string> Names() => CatalogFixture.BuiltIn.Providers.SelectMany(provider => provider.AnyModel
        ? [$"{provider.Name}/some-model"]
        : CatalogFixture.BuiltIn.Offers.Where(offer => offer.Provider.Name == provider.Name).Select(offer => offer.Name));
}
