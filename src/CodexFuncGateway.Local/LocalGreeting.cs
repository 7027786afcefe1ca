using CodexFuncGateway.Catalog;
using CodexFuncGateway.Local.Demo;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Local;

/// <summary>What the host says when it is ready: all that a developer must copy, and which providers can be asked.</summary>
internal static class LocalGreeting
{
    public static async Task<string> WriteAsync(string address, IServiceProvider services)
    {
        var baseUrl = $"{address}/openai/v1";
        var key = services.GetRequiredService<IConfiguration>()["Gateway:DevKey"];
        var ready = await ProvidersWithKeyAsync(services);
        var catalog = services.GetRequiredService<ProviderCatalog>();
        return $"""

            CodexFuncGateway is ready. Ctrl-C ends it, after the replies that are running.

              base URL     {baseUrl}
              virtual key  {key}
              data         {services.GetRequiredService<DataDirectory>().Path}

            For Codex, put this into ~/.codex/config.toml

            {CodexSettings.Write(baseUrl, FirstModel(catalog, ready))}

            and run

              export CODEX_GATEWAY_KEY={key}
              codex exec --skip-git-repo-check --sandbox workspace-write "fix hello.py so that it prints Hello, world"

            {Describe(ready, catalog, services.GetRequiredService<IConfiguration>()["KeyVault:Uri"])}
            {DemoProvider.Model} always works: it is no model but a script that reads a file, patches it and runs it, through the whole gateway.

            """;
    }

    /// <remarks>Of the sources only the settings are asked: a vault would have to be reached, and nothing is at the start.</remarks>
    private static async Task<IReadOnlyList<Provider>> ProvidersWithKeyAsync(IServiceProvider services)
    {
        var settings = new SecretSources(services.GetServices<ISecretSource>().OfType<ConfigurationSecretSource>());
        var credentials = ActivatorUtilities.CreateInstance<ProviderCredentials>(services, settings);
        var ready = new List<Provider>();
        foreach (var provider in services.GetRequiredService<ProviderCatalog>().Providers)
        {
            if (provider.HasAddress && await credentials.HasCredentialAsync(provider, CancellationToken.None))
            {
                ready.Add(provider);
            }
        }

        return ready;
    }

    /// <summary>A model that can be asked at once: the first of the first provider that has a key, or the demo.</summary>
    private static string FirstModel(ProviderCatalog catalog, IReadOnlyList<Provider> ready) =>
        catalog.Offers.FirstOrDefault(offer => ready.Contains(offer.Provider) && offer.Capabilities.Tools && offer.Model.Prices.Count > 0)?.Name ?? DemoProvider.Model;

    private static string Describe(IReadOnlyList<Provider> ready, ProviderCatalog catalog, string? vault)
    {
        var named = ready.Select(provider => provider.Name).ToList();
        if (vault is { Length: > 0 })
        {
            named.Add($"those with a key in {vault}");
        }

        var variables = catalog.Providers.Where(provider => !provider.Auth.Optional).SelectMany(provider => provider.Auth.Environment.Take(1));
        return named.Count > 0
            ? $"Providers with a credential: {string.Join(", ", named)}."
            : $"No provider has a credential yet. Set one of these and start again:\n{string.Join(' ', variables)}.";
    }
}
