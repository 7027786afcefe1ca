targetScope = 'subscription'

@minLength(1)
@maxLength(32)
@description('Name of the environment, from which the names of all resources are made.')
param environmentName string

@minLength(1)
@description('Region of all resources; one that offers Flex Consumption.')
param location string

@description('Object id of whoever deploys: may write secrets into the vault and read the ledger. Empty for nobody.')
param principalId string = deployer().objectId

@allowed(['User', 'ServicePrincipal', 'Group'])
@description('What kind of principal that is.')
param principalType string = 'User'

@allowed([512, 2048, 4096])
@description('Memory of an instance in MB; the host and its buffers share it with the gateway.')
param instanceMemoryMB int = 2048

@minValue(1)
@maxValue(1000)
@description('How many requests an instance serves at a time; every open stream is one.')
param perInstanceConcurrency int = 100

@minValue(1)
@maxValue(1000)
@description('The most instances there may be.')
param maximumInstanceCount int = 40

@minValue(0)
@maxValue(20)
@description('Instances that wait for requests, so that the first does not meet a cold start; at least two with zoneRedundant.')
param alwaysReadyInstances int = 0

@description('Spreads instances and storage over the zones of the region.')
param zoneRedundant bool = false

@description('Puts storage and vault behind private endpoints in a network of the app.')
param vnetEnabled bool = false

@description('With vnetEnabled: the one public IP address that may reach the vault, so that secrets can be put there. Empty for none.')
param vaultAllowedIpAddress string = ''

@description('Origins whose web pages may call the gateway; "*" for all.')
param corsAllowedOrigins string[] = ['*']

@description('Client id of an app registration whose tokens callers may show. Empty leaves App Service authentication off.')
param entraClientId string = ''

@description('Audiences of those tokens; without any, api://<entraClientId>.')
param entraAllowedAudiences string[] = []

@description('When costs are rolled up: six fields of NCRONTAB, in UTC.')
param rollUpSchedule string = '0 */15 * * * *'

@description('Further settings of the gateway, with "__" in names: Providers__azure__Parameters__resource, say.')
param gatewaySettings object = {}

@minValue(7)
@maxValue(90)
@description('How long deleted secrets can be brought back. Cannot be changed afterwards.')
param vaultRetentionInDays int = 90

@minValue(30)
@maxValue(730)
@description('How long logs and metrics are kept.')
param logRetentionInDays int = 30

@minValue(0)
@description('Monthly amount for Azure itself, in the currency of the subscription, at whose half, four fifths and whole mail is sent. 0 for no alert.')
param budgetAmount int = 0

@description('Who gets that mail, beside the owners of the resource group.')
param budgetContactEmails string[] = []

@description('First day of the budget, the first of a month. Cannot be changed afterwards, so later deployments pass the same.')
param budgetStartDate string = utcNow('yyyy-MM-01')

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }

resource resourceGroup 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: resourceGroup
  params: {
    name: 'id-gateway-${token}'
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: resourceGroup
  params: {
    token: token
    location: location
    tags: tags
    retentionInDays: logRetentionInDays
  }
}

module hostStorage 'modules/storage.bicep' = {
  name: 'host-storage'
  scope: resourceGroup
  params: {
    name: 'sthost${token}'
    location: location
    tags: tags
    containerNames: ['app-package']
    isPrivate: vnetEnabled
    zoneRedundant: zoneRedundant
  }
}

module ledgerStorage 'modules/storage.bicep' = {
  name: 'ledger-storage'
  scope: resourceGroup
  params: {
    name: 'stledger${token}'
    location: location
    tags: tags
    isPrivate: vnetEnabled
    zoneRedundant: zoneRedundant
  }
}

module vault 'modules/vault.bicep' = {
  scope: resourceGroup
  params: {
    name: 'kv-${token}'
    location: location
    tags: tags
    softDeleteRetentionInDays: vaultRetentionInDays
    isPrivate: vnetEnabled
    allowedIpAddress: vaultAllowedIpAddress
  }
}

module network 'modules/network.bicep' = if (vnetEnabled) {
  scope: resourceGroup
  params: {
    name: 'vnet-${token}'
    location: location
    tags: tags
    hostStorageId: hostStorage.outputs.id
    ledgerStorageId: ledgerStorage.outputs.id
    vaultId: vault.outputs.id
  }
}

module access 'modules/access.bicep' = {
  scope: resourceGroup
  params: {
    appPrincipalId: identity.outputs.principalId
    deployerPrincipalId: principalId
    deployerPrincipalType: principalType
    hostStorageName: hostStorage.outputs.name
    ledgerStorageName: ledgerStorage.outputs.name
    vaultName: vault.outputs.name
    insightsName: monitoring.outputs.insightsName
  }
}

module functionApp 'modules/functionapp.bicep' = {
  scope: resourceGroup
  // The app starts as soon as it exists, and must find its rights.
  dependsOn: [access]
  params: {
    name: 'func-gateway-${token}'
    location: location
    tags: union(tags, { 'azd-service-name': 'functions' })
    identityName: identity.outputs.name
    hostStorageName: hostStorage.outputs.name
    ledgerStorageName: ledgerStorage.outputs.name
    vaultName: vault.outputs.name
    insightsName: monitoring.outputs.insightsName
    subnetId: network.?outputs.appSubnetId ?? ''
    scale: {
      instanceMemoryMB: instanceMemoryMB
      perInstanceConcurrency: perInstanceConcurrency
      maximumInstanceCount: maximumInstanceCount
      alwaysReadyInstances: alwaysReadyInstances
      zoneRedundant: zoneRedundant
    }
    corsAllowedOrigins: corsAllowedOrigins
    entraClientId: entraClientId
    entraAllowedAudiences: entraAllowedAudiences
    rollUpSchedule: rollUpSchedule
    gatewaySettings: gatewaySettings
  }
}

module workbook 'modules/workbook.bicep' = {
  scope: resourceGroup
  params: {
    location: location
    tags: tags
    insightsName: monitoring.outputs.insightsName
  }
}

module budget 'modules/budget.bicep' = if (budgetAmount > 0) {
  scope: resourceGroup
  params: {
    name: 'budget-${environmentName}'
    amount: budgetAmount
    contactEmails: budgetContactEmails
    startDate: budgetStartDate
  }
}

output AZURE_LOCATION string = location
output AZURE_RESOURCE_GROUP string = resourceGroup.name
output AZURE_TENANT_ID string = tenant().tenantId
output KEY_VAULT_NAME string = vault.outputs.name
output LEDGER_TABLE_ENDPOINT string = ledgerStorage.outputs.tableEndpoint
output GATEWAY_URL string = functionApp.outputs.url
output SERVICE_FUNCTIONS_NAME string = functionApp.outputs.name
