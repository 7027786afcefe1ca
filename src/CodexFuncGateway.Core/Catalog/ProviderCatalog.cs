using Microsoft.Extensions.Configuration;

namespace CodexFuncGateway.Catalog;

/// <summary>Everything that can be asked for: providers, the models they offer, and aliases. Read once at start and never changed.</summary>
public sealed class ProviderCatalog
{
    private readonly Dictionary<string, Provider> providers;
    private readonly Dictionary<string, ModelOffer> offers;

    private ProviderCatalog(IReadOnlyList<Provider> providers, IReadOnlyList<ModelOffer> offers)
    {
        Providers = providers;
        Offers = offers;
        this.providers = providers.ToDictionary(provider => provider.Name, StringComparer.OrdinalIgnoreCase);
        this.offers = offers.ToDictionary(offer => offer.Name, StringComparer.Ordinal);
        DialectIds = offers.Select(offer => offer.Dialect).Concat(providers.Select(provider => provider.Dialect)).ToHashSet();
    }

    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<Provider> Providers { get; }

    /// <summary>Every listed model of every provider, in the order of providers and, within one, of its data.</summary>
    public IReadOnlyList<ModelOffer> Offers { get; }

    /// <summary>Names of one's own for one or more offers, the later ones to fall back on.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ModelOffer>> Aliases { get; private set; } = new Dictionary<string, IReadOnlyList<ModelOffer>>();

    /// <summary>The ids of all dialects that providers and models name; whoever knows the dialects checks them at start.</summary>
    public IReadOnlySet<string> DialectIds { get; }

    /// <exception cref="CatalogException">The data or the settings are wrong.</exception>
    public static ProviderCatalog Load(IConfiguration configuration)
    {
        var layers = CatalogReader.Read(configuration);
        var catalog = new ProviderCatalog(layers.Providers, layers.Offers);
        catalog.Aliases = ModelAliases.Read(configuration, catalog);
        return catalog;
    }

    /// <summary>
    /// Finds what <c>provider/model</c> names, or a bare <c>model</c> of a provider that goes without its name. The model's part may hold
    /// slashes of its own. Null where nobody serves it. Aliases are not looked at.
    /// </summary>
    public ModelOffer? Find(string name)
    {
        if (offers.TryGetValue(name, out var offer))
        {
            return offer;
        }

        var slash = name.IndexOf('/');
        return slash > 0 && providers.TryGetValue(name[..slash], out var provider)
            ? FindAt(provider, name[(slash + 1)..])
            : FindBare(name);
    }

    private ModelOffer? FindBare(string model) =>
        Providers.Where(provider => provider.BareNames).Select(provider => FindAt(provider, model)).FirstOrDefault(offer => offer is not null);

    private ModelOffer? FindAt(Provider provider, string model)
    {
        if (offers.TryGetValue($"{provider.Name}/{model}", out var offer))
        {
            return offer;
        }

        // A name of dots alone would walk about in a path that holds it.
        return provider.AnyModel && model.AsSpan().ContainsAnyExcept('.')
            ? new ModelOffer(provider, new Model { Id = model }, new CapabilityLayers(provider, provider.Name).Shared)
            : null;
    }
}
