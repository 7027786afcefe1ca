using Microsoft.Extensions.Configuration;

namespace CodexFuncGateway.Catalog;

/// <summary>The ceiling at which models are billed whose price nobody has stated: <c>Gateway:UnknownPrice:Rates:Input</c> and <c>:Output</c>.</summary>
internal static class UnknownPrice
{
    private const string Section = "Gateway:UnknownPrice";

    /// <returns>Null where none is set; such models are refused then.</returns>
    public static ModelPrice? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (!section.Exists())
        {
            return null;
        }

        var price = CatalogJson.Read(SettingsJson.Read(section), CatalogJson.Default.ModelPrice, Section);
        CatalogRules.CheckRates(price, Section);
        // The name under which the ledger shows it. No model's age is reckoned from it.
        return price with { Source = Section, From = DateOnly.MaxValue };
    }
}
