@minLength(3)
@maxLength(24)
@description('Name of the vault.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('How long deleted secrets can be brought back.')
param softDeleteRetentionInDays int

@description('Whether only private endpoints lead to it, and the allowed address.')
param isPrivate bool

@description('With isPrivate: a public IP address that may reach it; empty for none.')
param allowedIpAddress string

var hasAllowedAddress = allowedIpAddress != ''

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: softDeleteRetentionInDays
    publicNetworkAccess: isPrivate && !hasAllowedAddress ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
      ipRules: hasAllowedAddress ? [{ value: allowedIpAddress }] : []
    }
  }
}

output id string = vault.id
output name string = vault.name
