namespace CodexFuncGateway.Http.Administration.Costs;

/// <summary>How a report of costs is written.</summary>
internal enum CostFormat
{
    Json,
    Csv,

    /// <summary>CSV in the columns of FOCUS.</summary>
    Focus,
}
