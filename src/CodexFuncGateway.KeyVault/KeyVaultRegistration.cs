using Azure.Core;
using Azure.Security.KeyVault.Secrets;
using CodexFuncGateway.Upstream;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CodexFuncGateway.KeyVault;

/// <summary>Adds the vault that <c>KeyVault:Uri</c> names as a further source of secrets; without that setting, nothing.</summary>
public static class KeyVaultRegistration
{
    /// <remarks>A <see cref="TokenCredential"/> or <see cref="SecretClientOptions"/> that is registered already is used.</remarks>
    public static IServiceCollection AddKeyVaultSecrets(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration["KeyVault:Uri"] is not { Length: > 0 } address)
        {
            return services;
        }

        services.TryAddSingleton(_ => AzureCredential.Choose(configuration));
        services.TryAddSingleton(_ => ImpatientOptions());
        return services
            .AddMetrics()
            .AddSingleton(provider => new SecretClient(
                ReadUri(address), provider.GetRequiredService<TokenCredential>(), provider.GetRequiredService<SecretClientOptions>()))
            .AddSingleton<ISecretSource>(provider => new CachedSecretSource(
                ActivatorUtilities.CreateInstance<KeyVaultSecretSource>(provider), provider.GetRequiredService<TimeProvider>(), Random.Shared));
    }

    /// <summary>A request of a client is waiting, so an outage must show within seconds; the SDK's own limits add up to minutes.</summary>
    private static SecretClientOptions ImpatientOptions() => new()
    {
        Retry = { MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(200), MaxDelay = TimeSpan.FromSeconds(2), NetworkTimeout = TimeSpan.FromSeconds(4) },
    };

    private static Uri ReadUri(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
        ? uri
        : throw new InvalidOperationException($"KeyVault:Uri is \"{address}\", which is no https address such as https://my-vault.vault.azure.net.");
}
