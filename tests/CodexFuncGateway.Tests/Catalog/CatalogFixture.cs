using CodexFuncGateway.Catalog;
using Microsoft.Extensions.Configuration;

namespace CodexFuncGateway.Tests.Catalog;

/// <summary>Catalogs from settings, at a day when all the built-in prices have begun.</summary>
internal static class CatalogFixture
{
    public static readonly DateTimeOffset Today = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The catalog without any settings; reading it is the slow part of these tests.</summary>
    public static ProviderCatalog BuiltIn { get; } = Load();

    public static ProviderCatalog Load(params (string Key, string Value)[] settings) =>
        ProviderCatalog.Load(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build());

    public static ModelResolver Resolver(params (string Key, string Value)[] settings) =>
        new(settings.Length == 0 ? BuiltIn : Load(settings), new FixedTime(Today));

    public static Route Resolve(string model, params (string Key, string Value)[] settings) =>
        Assert.Single(Resolver(settings).Resolve(model));
}
