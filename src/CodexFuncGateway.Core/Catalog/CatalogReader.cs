using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace CodexFuncGateway.Catalog;

/// <summary>
/// Lays the catalog's three layers over each other: the gateway's data, data of one's own in <c>Gateway:CatalogDirectory</c>, and
/// <c>Providers:*</c> settings. A later layer states only what it changes.
/// </summary>
internal sealed class CatalogReader(IConfiguration configuration)
{
    private sealed record Layered(JsonElement Json, string Place);

    private readonly SortedDictionary<string, Layered> providers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Dictionary<string, Layered>> models = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<ModelOffer> Offers { get; private set; } = [];

    public IReadOnlyList<Provider> Providers { get; private set; } = [];

    public static CatalogReader Read(IConfiguration configuration)
    {
        var reader = new CatalogReader(configuration);
        reader.ReadFiles(configuration["Gateway:CatalogDirectory"]);
        reader.ReadSettings();
        reader.Build();
        return reader;
    }

    private void ReadFiles(string? directory)
    {
        foreach (var file in CatalogFiles.Read("providers", directory))
        {
            LayProvider(file.ProviderName, CatalogJson.Parse(file.Json, file.Place), file.Place);
        }

        foreach (var file in CatalogFiles.Read("models", directory))
        {
            LayModels(file.ProviderName, CatalogJson.Parse(file.Json, file.Place), file.Place);
        }
    }

    private void ReadSettings()
    {
        foreach (var section in configuration.GetSection("Providers").GetChildren())
        {
            // Keys are secrets and belong to whoever sends requests; parameters are values, where data says what they mean.
            string[] values = ["Parameters", .. KeySettings(section.Key)];
            LayProvider(section.Key, SettingsJson.Read(section, ["Models", .. values]), section.Path);
            if (JsonOverlay.TryFind(SettingsJson.Read(section, values), "Models", out var rows))
            {
                LayModels(section.Key, rows, $"{section.Path}:Models");
            }
        }
    }

    private void LayProvider(string name, JsonElement json, string place)
    {
        CatalogRules.Demand(json.ValueKind == JsonValueKind.Object, $"{place} is not a JSON object.");
        var below = providers.GetValueOrDefault(name)?.Json ?? NameOnly(name);
        providers[name] = new Layered(JsonOverlay.Lay(below, json, "auth", "headers", "parameters", "capabilities"), place);
    }

    /// <summary>The settings of a provider that hold parts of its credential.</summary>
    private IEnumerable<string> KeySettings(string name)
    {
        var parts = providers.TryGetValue(name, out var below) && JsonOverlay.TryFind(below.Json, "auth", out var auth) && JsonOverlay.TryFind(auth, "parts", out var declared)
            ? declared.EnumerateObject().Select(part => part.Name)
            : [];
        return Enumerable.Range(1, ProviderAuth.MostKeys).Select(ProviderAuth.KeyPartOf).Concat(parts).Select(ProviderAuth.SettingOf);
    }

    private void LayModels(string provider, JsonElement rows, string place)
    {
        CatalogRules.Demand(providers.ContainsKey(provider), $"{place} lists models of {provider}, but no data and no settings describe that provider.");
        CatalogRules.Demand(rows.ValueKind == JsonValueKind.Array, $"{place} is not a JSON array of models.");
        if (!models.TryGetValue(provider, out var byId))
        {
            models[provider] = byId = new(StringComparer.Ordinal);
        }

        foreach (var row in rows.EnumerateArray())
        {
            var isNamed = JsonOverlay.TryFind(row, "id", out var id) && id.ValueKind == JsonValueKind.String;
            CatalogRules.Demand(isNamed, $"{place}: a model has no id.");
            var json = byId.TryGetValue(id.GetString()!, out var below) ? JsonOverlay.Lay(below.Json, row, "capabilities") : row;
            byId[id.GetString()!] = new Layered(json, $"{place}, model {id.GetString()}");
        }
    }

    private void Build()
    {
        var offers = new List<ModelOffer>();
        var built = new List<Provider>();
        var ceiling = UnknownPrice.Read(configuration);
        foreach (var (name, (json, place)) in providers)
        {
            CatalogRules.Demand(JsonOverlay.TryFind(json, "dialect", out _), $"{place}: {name} is no built-in provider, and one of your own needs a dialect and a base URL.");
            var listed = ReadModels(name);
            var provider = ConfiguredParameters.Read(
                CatalogRules.Check(CatalogJson.Read(json, CatalogJson.Default.Provider, place), place), listed.Select(row => row.Model), configuration);
            provider = provider with { DefaultPrice = provider.DefaultPrice ?? ceiling };
            var capabilities = new CapabilityLayers(provider, place);
            built.Add(provider);
            offers.AddRange(listed.Select(row => new ModelOffer(provider, CatalogRules.CheckAddress(row.Model, provider, row.Place), capabilities.Of(row.Model, row.Place))));
        }

        (Providers, Offers) = (built, offers);
    }

    private List<(Model Model, string Place)> ReadModels(string provider) =>
    [
        .. (models.GetValueOrDefault(provider)?.Values ?? Enumerable.Empty<Layered>())
            .Select(row => (CatalogRules.Check(CatalogJson.Read(row.Json, CatalogJson.Default.Model, row.Place), row.Place), row.Place)),
    ];

    private static JsonElement NameOnly(string name) =>
        JsonSerializer.SerializeToElement(
            new Dictionary<string, string> { ["name"] = name.ToLowerInvariant(), ["displayName"] = name },
            CatalogJson.Default.DictionaryStringString);
}
