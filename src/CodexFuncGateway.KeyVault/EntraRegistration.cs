using Azure.Core;
using CodexFuncGateway.Upstream.Credentials.Entra;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CodexFuncGateway.KeyVault;

/// <summary>Adds Entra as a source of tokens for providers that take them. Nothing is asked before the first token is needed.</summary>
public static class EntraRegistration
{
    /// <remarks>A <see cref="TokenCredential"/> that is registered already is used.</remarks>
    public static IServiceCollection AddEntraTokens(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(_ => AzureCredential.Choose(configuration));
        return services.AddSingleton<IAccessTokenSource>(provider =>
            new EntraTokenSource(provider.GetRequiredService<TokenCredential>(), AzureCredential.SeemsToExist(configuration)));
    }
}
