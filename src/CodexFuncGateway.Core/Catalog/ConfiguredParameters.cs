using Microsoft.Extensions.Configuration;

namespace CodexFuncGateway.Catalog;

/// <summary>Reads what settings and variables say about a provider's parameters, and refuses what would lead a request elsewhere.</summary>
internal static class ConfiguredParameters
{
    public static Provider Read(Provider provider, IEnumerable<Model> models, IConfiguration configuration)
    {
        var section = configuration.GetSection($"Providers:{provider.Name}:Parameters");
        foreach (var setting in section.GetChildren())
        {
            var known = provider.Parameters.Keys.Contains(setting.Key, StringComparer.OrdinalIgnoreCase);
            CatalogRules.Demand(known, $"{setting.Path}: {provider.Name} has no parameter of that name{List(provider)}.");
        }

        var addressed = NamesInAddresses(provider, models);
        return provider with
        {
            Parameters = provider.Parameters.ToDictionary(
                parameter => parameter.Key,
                parameter => parameter.Value with { Configured = Find(parameter.Key, parameter.Value, section, configuration, addressed.Contains(parameter.Key)) }),
        };
    }

    private static string? Find(string name, ProviderParameter parameter, IConfigurationSection section, IConfiguration configuration, bool isAddressed)
    {
        foreach (var key in parameter.Environment.Prepend($"{section.Path}:{name}"))
        {
            if (configuration[key] is { } value && !string.IsNullOrWhiteSpace(value))
            {
                var isSafe = isAddressed ? AddressTemplate.IsSafe(value) : !value.Any(char.IsControl);
                CatalogRules.Demand(isSafe, $"{key} is \"{value}\", which cannot be part of an address: letters, digits, - . and _ can.");
                return value;
            }
        }

        return null;
    }

    private static HashSet<string> NamesInAddresses(Provider provider, IEnumerable<Model> models) =>
    [
        .. models.SelectMany(model => new[] { model.BaseUrl, model.Path }).Concat([provider.BaseUrl, provider.Path])
            .Concat(provider.Parameters.Values.SelectMany(parameter => parameter.Cases.Values.Append(parameter.Default)))
            .SelectMany(AddressTemplate.Names),
    ];

    private static string List(Provider provider) => provider.Parameters.Count == 0 ? "" : $"; it has {string.Join(", ", provider.Parameters.Keys)}";
}
