using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;

namespace CodexFuncGateway.KeyVault;

/// <summary>Who the gateway is in Azure.</summary>
internal static class AzureCredential
{
    /// <summary>
    /// In Azure the app's managed identity and nothing else (<c>AZURE_CLIENT_ID</c> names a user-assigned one); elsewhere the developer's own
    /// sign-in. Nothing is asked before the first token is needed.
    /// </summary>
    public static TokenCredential Choose(IConfiguration configuration)
    {
        if (configuration["IDENTITY_ENDPOINT"] is null)
        {
            return new DefaultAzureCredential();
        }

        return new ManagedIdentityCredential(
            configuration["AZURE_CLIENT_ID"] is { Length: > 0 } clientId ? ManagedIdentityId.FromUserAssignedClientId(clientId) : ManagedIdentityId.SystemAssigned);
    }

    /// <summary>Whether this looks like a place with an identity: an app in Azure, a principal in the variables, or a developer who has used <c>az</c>.</summary>
    public static bool SeemsToExist(IConfiguration configuration)
    {
        var developers = configuration["AZURE_CONFIG_DIR"] ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".azure");
        return configuration["IDENTITY_ENDPOINT"] is not null
            || configuration["AZURE_CLIENT_ID"] is not null
            || File.Exists(Path.Combine(developers, "azureProfile.json"));
    }
}
