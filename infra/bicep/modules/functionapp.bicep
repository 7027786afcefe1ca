@description('How the app grows.')
type scaleType = {
  @description('Memory of an instance in MB.')
  instanceMemoryMB: int

  @description('Requests that an instance serves at a time.')
  perInstanceConcurrency: int

  @description('The most instances.')
  maximumInstanceCount: int

  @description('Instances that wait for requests.')
  alwaysReadyInstances: int

  @description('Whether instances are spread over the zones.')
  zoneRedundant: bool
}

@description('Name of the app, and the first part of its address.')
param name string

@description('Region.')
param location string

@description('Tags; one of them is how azd finds the app.')
param tags object

@description('The identity that the app acts under, here and towards all others.')
param identityName string

@description('Account of the Functions host.')
param hostStorageName string

@description('Account of the ledger.')
param ledgerStorageName string

@description('The vault.')
param vaultName string

@description('Application Insights.')
param insightsName string

@description('Subnet for its outgoing traffic; empty for none.')
param subnetId string

@description('How it grows.')
param scale scaleType

@description('Origins whose web pages may call it.')
param corsAllowedOrigins string[]

@description('App registration whose tokens callers may show; empty for none.')
param entraClientId string

@description('Audiences of those tokens.')
param entraAllowedAudiences string[]

@description('When costs are rolled up.')
param rollUpSchedule string

@description('Further settings of the gateway.')
param gatewaySettings object

var usesEntra = entraClientId != ''
var audiences = empty(entraAllowedAudiences) ? ['api://${entraClientId}', entraClientId] : entraAllowedAudiences

// The gateway believes the header that tells of a token only where authentication stands before it.
var entraSettings = usesEntra
  ? {
      Entra__AppServiceAuthentication: 'true'
      Entra__TenantId: tenant().tenantId
      Entra__Audience: join(audiences, ',')
    }
  : {}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource hostStorage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: hostStorageName
}

resource ledgerStorage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: ledgerStorageName
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: vaultName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
    zoneRedundant: scale.zoneRedundant
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    // Closes the host's own API at /admin. Documented, and not in the types yet (0.49.2).
    #disable-next-line BCP037
    functionsRuntimeAdminIsolationEnabled: true
    keyVaultReferenceIdentity: identity.id
    virtualNetworkSubnetId: subnetId == '' ? null : subnetId
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      cors: { allowedOrigins: corsAllowedOrigins }
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${hostStorage.properties.primaryEndpoints.blob}app-package'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identity.id
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: scale.instanceMemoryMB
        maximumInstanceCount: scale.maximumInstanceCount
        alwaysReady: scale.alwaysReadyInstances > 0 ? [{ name: 'http', instanceCount: scale.alwaysReadyInstances }] : []
        triggers: {
          http: { perInstanceConcurrency: scale.perInstanceConcurrency }
        }
      }
      // Streams that are running may end before their instance goes. Documented, and not in the types yet (0.49.2).
      #disable-next-line BCP037
      siteUpdateStrategy: { type: 'RollingUpdate' }
    }
  }
}

resource noFtp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

resource noBasicPublishing 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
}

resource settings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: union(
    {
      AzureWebJobsStorage__accountName: hostStorage.name
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: identity.properties.clientId
      AzureWebJobsDisableHomepage: 'true'
      APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD;ClientId=${identity.properties.clientId}'
      AZURE_CLIENT_ID: identity.properties.clientId
      KeyVault__Uri: vault.properties.vaultUri
      Tables__ServiceUri: ledgerStorage.properties.primaryEndpoints.table
      // The one secret that must be the same in all instances at every moment, so the platform hands it out and a change is a restart.
      Gateway__SealKey: '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=gateway-seal-key)'
      // The platform's front end writes whom it saw at the end of it.
      Gateway__ClientAddressHeader: 'X-Forwarded-For'
      Cors__AllowedOrigins: join(corsAllowedOrigins, ',')
      BudgetRollupSchedule: rollUpSchedule
    },
    entraSettings,
    gatewaySettings
  )
}

@description('Looks at tokens where there are any. Requests without one pass, for the gateway has keys of its own and refuses who shows neither.')
resource authentication 'Microsoft.Web/sites/config@2025-03-01' = if (usesEntra) {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: { enabled: true }
    httpSettings: { requireHttps: true }
    globalValidation: {
      requireAuthentication: false
      unauthenticatedClientAction: 'AllowAnonymous'
    }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        registration: {
          clientId: entraClientId
          openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
        }
        validation: {
          allowedAudiences: audiences
        }
      }
    }
    login: { tokenStore: { enabled: false } }
  }
}

output name string = app.name
output url string = 'https://${app.properties.defaultHostName}'
