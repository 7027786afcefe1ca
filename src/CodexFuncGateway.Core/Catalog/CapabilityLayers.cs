using System.Text.Json;

namespace CodexFuncGateway.Catalog;

/// <summary>Lays a provider's and its models' deviations over the defaults of <see cref="Capabilities"/>.</summary>
internal sealed class CapabilityLayers
{
    // The JSON reader knows no defaults of init properties, so they enter as the lowest layer.
    private static readonly JsonElement Defaults = JsonSerializer.SerializeToElement(new Capabilities(), CatalogJson.Default.Capabilities);

    private readonly JsonElement shared;

    // Models of one family deviate alike, and laying is most of what start-up costs.
    private readonly Dictionary<string, Capabilities> laid = new(StringComparer.Ordinal);

    public CapabilityLayers(Provider provider, string place)
    {
        shared = provider.Capabilities is { } deviations ? JsonOverlay.Lay(Defaults, deviations) : Defaults;
        Shared = Read(shared, place);
    }

    /// <summary>Those of a model that does not deviate from its provider.</summary>
    public Capabilities Shared { get; }

    public Capabilities Of(Model model, string place)
    {
        if (model.Capabilities is not { } deviations)
        {
            return Shared;
        }

        var key = deviations.GetRawText();
        if (!laid.TryGetValue(key, out var capabilities))
        {
            laid[key] = capabilities = Read(JsonOverlay.Lay(shared, deviations), place);
        }

        return capabilities;
    }

    private static Capabilities Read(JsonElement json, string place) =>
        CatalogJson.Read(json, CatalogJson.Default.Capabilities, $"{place}, capabilities");
}
