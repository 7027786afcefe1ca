@description('Name of the budget.')
param name string

@description('Amount of a month, in the currency of the subscription.')
param amount int

@description('Who gets mail, beside the owners.')
param contactEmails string[]

@description('First day, the first of a month.')
param startDate string

var thresholds = [50, 80, 100]

resource budget 'Microsoft.Consumption/budgets@2023-11-01' = {
  name: name
  properties: {
    amount: amount
    category: 'Cost'
    timeGrain: 'Monthly'
    timePeriod: { startDate: startDate }
    notifications: toObject(thresholds, threshold => 'at${threshold}', threshold => {
      enabled: true
      operator: 'GreaterThanOrEqualTo'
      threshold: threshold
      thresholdType: 'Actual'
      contactEmails: contactEmails
      contactRoles: ['Owner']
    })
  }
}
