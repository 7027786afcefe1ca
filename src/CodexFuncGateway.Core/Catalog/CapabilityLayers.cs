using System.Text.Json;

namespace CodexFuncGateway.Catalog;

/// <summary>Lays a provider's and a model's deviations over the defaults of <see cref="Capabilities"/>.</summary>
internal static class CapabilityLayers
{
    // The JSON reader knows no defaults of init properties, so they enter as the lowest layer.
    private static readonly JsonElement Defaults = JsonSerializer.SerializeToElement(new Capabilities(), CatalogJson.Default.Capabilities);

    public static Capabilities Lay(Provider provider, string place) =>
        Read(Over(Defaults, provider.Capabilities), place);

    // A model that does not deviate shares its provider's capabilities.
    public static Capabilities Lay(Capabilities shared, Provider provider, Model model, string place) =>
        model.Capabilities is null ? shared : Read(Over(Over(Defaults, provider.Capabilities), model.Capabilities), place);

    private static JsonElement Over(JsonElement below, JsonElement? above) =>
        above is { } deviations ? JsonOverlay.Lay(below, deviations) : below;

    private static Capabilities Read(JsonElement json, string place) =>
        CatalogJson.Read(json, CatalogJson.Default.Capabilities, $"{place}, capabilities");
}
