@description('What makes the names unique.')
param token string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('How long logs and metrics are kept.')
param retentionInDays int

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: 'log-${token}'
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionInDays
    features: { disableLocalAuth: true }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${token}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    // Telemetry is taken from identities with the right to send it, and from no one who merely knows the connection string.
    DisableLocalAuth: true
  }
}

output insightsName string = insights.name
