using CodexFuncGateway.Catalog;
using Microsoft.Extensions.Configuration;

namespace CodexFuncGateway.Tests.Docs;

/// <summary>The README's table of providers, written from the data.</summary>
internal static class ProviderTable
{
    public static string Write()
    {
        var catalog = ProviderCatalog.Load(new ConfigurationBuilder().Build());
        var rows = catalog.Providers.Select(provider => Row(provider, catalog.Offers.Where(offer => offer.Provider == provider).ToArray()));
        return string.Join('\n', ["| provider | name | dialect | key | models |", "|---|---|---|---|---|", .. rows, ""]);
    }

    private static string Row(Provider provider, ModelOffer[] offers)
    {
        var dialects = offers.Select(offer => offer.Dialect).Prepend(provider.Dialect).Distinct();
        return $"| {provider.DisplayName} | `{provider.Name}` | {string.Join(", ", dialects)} | {Key(provider.Auth)} | {Models(provider, offers.Length)} |";
    }

    private static string Key(ProviderAuth auth) =>
        (auth.Environment is [var variable, ..] ? $"`{variable}`" : "") + (auth.Optional ? ", optional" : "") + Identity(auth.Scheme);

    private static string Identity(string scheme) => scheme switch
    {
        "header" => "",
        "aws" => ", or AWS keys, a role or a profile",
        "google" => ", or Google's default credentials",
        "entra" => ", or Entra",
        _ => throw new ArgumentOutOfRangeException(nameof(scheme), scheme, "The README has no word for this scheme."),
    };

    private static string Models(Provider provider, int listed)
    {
        var address = provider.BaseUrl is null ? "; needs a `BaseUrl`" : string.Concat(ModelAddress.Missing(provider, new Model { Id = "any" }).Select(name => $"; needs `Parameters:{name}`"));
        return (provider.AnyModel ? listed == 0 ? "any" : $"{listed} and any other" : $"{listed}") + address;
    }
}
