@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Application Insights, whose metrics it shows.')
param insightsName string

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(insights.id, 'gateway-cost')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Gateway: cost of models'
    category: 'workbook'
    sourceId: insights.id
    serializedData: string(loadJsonContent('workbook.json'))
  }
}
