namespace CodexFuncGateway.Costs;

/// <summary>What costs can be grouped and filtered by.</summary>
public enum CostGrouping
{
    Day,
    Team,
    User,
    Key,

    /// <summary>The model that served, under the upstream's own name.</summary>
    Model,

    /// <summary>The model as clients asked for it, aliases included.</summary>
    ModelAsked,

    Provider,
    Tag,
}
