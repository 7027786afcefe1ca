using System.Text.Json;
using System.Text.RegularExpressions;
using CodexFuncGateway.Tests.Docs;

namespace CodexFuncGateway.Functions.Tests.Infrastructure;

/// <summary>What the deployment promises about who may do what.</summary>
public sealed class BicepSecurityTests
{
    /// <summary>Built-in roles of Azure, by their published ids.</summary>
    private static readonly Dictionary<string, string> Roles = new()
    {
        ["storageBlobDataOwner"] = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
        ["storageTableDataContributor"] = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
        ["storageTableDataReader"] = "76199698-9eea-4c19-bc75-cec21354c6b6",
        ["keyVaultSecretsUser"] = "4633458b-17de-408a-b874-0445c86b69e6",
        ["keyVaultSecretsOfficer"] = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
        ["monitoringMetricsPublisher"] = "3913510d-42f4-4e42-8a64-420c390055eb",
    };

    [ParsedFact]
    public async Task The_app_speaks_https_of_today_and_takes_no_password_for_publishing()
    {
        var file = (await ParsedFiles.ReadAsync()).Module("functionapp");
        var app = file.Resource("app");

        Promises(app, "httpsOnly: true", "minTlsVersion: '1.2'", "scmMinTlsVersion: '1.2'", "type: 'UserAssigned'", "functionsRuntimeAdminIsolationEnabled: true");
        Assert.Contains("name: 'ftp' properties: { allow: false }", file.Resource("noFtp"), StringComparison.Ordinal);
        Assert.Contains("name: 'scm' properties: { allow: false }", file.Resource("noBasicPublishing"), StringComparison.Ordinal);
    }

    [ParsedFact]
    public async Task The_app_is_Flex_Consumption_with_NET_10_isolated_and_drains_before_an_update()
    {
        var file = (await ParsedFiles.ReadAsync()).Module("functionapp");

        Assert.Contains("name: 'FC1' tier: 'FlexConsumption'", file.Resource("plan"), StringComparison.Ordinal);
        Assert.Contains("runtime: { name: 'dotnet-isolated' version: '10.0' }", file.Resource("app"), StringComparison.Ordinal);
        Assert.Contains("siteUpdateStrategy: { type: 'RollingUpdate' }", file.Resource("app"), StringComparison.Ordinal);
        Promises(file.Resource("app"), "instanceMemoryMB:", "maximumInstanceCount:", "alwaysReady:", "perInstanceConcurrency:");
    }

    [ParsedFact]
    public async Task Connections_are_made_with_the_identity_and_never_with_a_key()
    {
        var file = (await ParsedFiles.ReadAsync()).Module("functionapp");
        var settings = file.Resource("settings");

        Assert.Contains("authentication: { type: 'UserAssignedIdentity'", file.Resource("app"), StringComparison.Ordinal);
        Promises(settings, "AzureWebJobsStorage__credential: 'managedidentity'", "AzureWebJobsStorage__accountName:", "AzureWebJobsStorage__clientId:");
        Promises(settings, "AZURE_CLIENT_ID:", "KeyVault__Uri:", "Tables__ServiceUri:", "'Authorization=AAD;ClientId=");
        Assert.DoesNotMatch(@"AzureWebJobsStorage:|AccountKey|listKeys|Tables__ConnectionString", settings);
        Assert.All((await ParsedFiles.ReadAsync()).Bicep, other => Assert.DoesNotContain(other.Declarations, declaration => declaration.Text.Contains("listKeys", StringComparison.Ordinal)));
    }

    /// <summary>Flex Consumption refuses or ignores these, and some break its start.</summary>
    [ParsedFact]
    public async Task No_setting_is_made_that_Flex_Consumption_does_not_have() => Assert.DoesNotMatch(
        "FUNCTIONS_WORKER_RUNTIME|FUNCTIONS_EXTENSION_VERSION|WEBSITE_RUN_FROM_PACKAGE|WEBSITE_CONTENT|linuxFxVersion|alwaysOn|ftpsState|WEBSITE_TIME_ZONE",
        string.Concat((await ParsedFiles.ReadAsync()).Module("functionapp").Declarations.Select(declaration => declaration.Text)));

    [ParsedFact]
    public async Task Storage_has_no_shared_keys_and_no_public_blobs()
    {
        var files = await ParsedFiles.ReadAsync();
        var accounts = files.Bicep.SelectMany(file => file.Of("resource")).Where(resource => resource.Target!.StartsWith("Microsoft.Storage/storageAccounts@", StringComparison.Ordinal));
        var modules = files.Bicep.SelectMany(file => file.Of("module")).Where(module => module.Target == "modules/storage.bicep");

        Assert.Equal(["hostStorage", "ledgerStorage"], modules.Select(module => module.Name).Order());
        Assert.Equal("account", Assert.Single(accounts, account => !account.Text.Contains(" existing ", StringComparison.Ordinal)).Name);
        Promises(files.Module("storage").Resource("account"), "allowSharedKeyAccess: false", "allowBlobPublicAccess: false", "minimumTlsVersion: 'TLS1_2'", "supportsHttpsTrafficOnly: true");
    }

    [ParsedFact]
    public async Task The_vault_goes_by_roles_and_cannot_be_purged()
    {
        var vault = (await ParsedFiles.ReadAsync()).Module("vault").Resource("vault");

        Promises(vault, "enableRbacAuthorization: true", "enableSoftDelete: true", "enablePurgeProtection: true");
        Assert.DoesNotContain("accessPolicies", vault, StringComparison.Ordinal);
    }

    [ParsedFact]
    public async Task Telemetry_is_taken_from_identities_alone()
    {
        var file = (await ParsedFiles.ReadAsync()).Module("monitoring");

        Assert.Contains("DisableLocalAuth: true", file.Resource("insights"), StringComparison.Ordinal);
        Assert.Contains("WorkspaceResourceId: workspace.id", file.Resource("insights"), StringComparison.Ordinal);
    }

    [ParsedFact]
    public async Task The_app_has_four_roles_each_on_one_resource_and_the_deployer_two()
    {
        using var ids = JsonDocument.Parse(File.ReadAllText(RepositoryFiles.Path("infra/bicep/modules/roles.json")));
        var access = (await ParsedFiles.ReadAsync()).Module("access");
        var assignments = access.Of("resource").Where(resource => resource.Target!.StartsWith("Microsoft.Authorization/roleAssignments@", StringComparison.Ordinal));

        Assert.Equal(Roles, ids.RootElement.EnumerateObject().ToDictionary(role => role.Name, role => role.Value.GetString()!));
        Assert.Equal(
            [
                "hostStorage appPrincipalId storageBlobDataOwner",
                "insights appPrincipalId monitoringMetricsPublisher",
                "ledgerStorage appPrincipalId storageTableDataContributor",
                "ledgerStorage deployerPrincipalId storageTableDataReader",
                "vault appPrincipalId keyVaultSecretsUser",
                "vault deployerPrincipalId keyVaultSecretsOfficer",
            ],
            assignments.Select(assignment => Assigned(access.Resource(assignment.Name))).Order(StringComparer.Ordinal));
    }

    private static void Promises(string resource, params string[] promises) => Assert.All(promises, promise => Assert.Contains(promise, resource, StringComparison.Ordinal));

    /// <summary>Scope, principal and role; the name is made of just these, so that a second deployment finds the assignment again.</summary>
    private static string Assigned(string assignment)
    {
        const string name = @"scope: (?<scope>\w+) name: guid\(\k<scope>\.id, (?<principal>\w+), roles\.(?<role>\w+)\) properties: \{ ";
        const string role = @"roleDefinitionId: subscriptionResourceId\('Microsoft\.Authorization/roleDefinitions', roles\.\k<role>\) principalId: \k<principal> ";
        var match = Regex.Match(assignment, name + role);
        Assert.True(match.Success, assignment);
        return $"{match.Groups["scope"].Value} {match.Groups["principal"].Value} {match.Groups["role"].Value}";
    }
}
