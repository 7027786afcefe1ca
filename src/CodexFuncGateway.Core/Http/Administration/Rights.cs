namespace CodexFuncGateway.Http.Administration;

/// <summary>What an administrator may do; each path needs some of it.</summary>
[Flags]
public enum Rights
{
    None = 0,

    /// <summary>Create, read, change and delete virtual keys.</summary>
    Keys = 1,

    /// <summary>Create, read, change and delete budgets.</summary>
    Budgets = 2,

    /// <summary>Read costs, single requests, budgets and prices.</summary>
    ReadCosts = 4,

    /// <summary>Read who changed what.</summary>
    ReadAudit = 8,

    All = Keys | Budgets | ReadCosts | ReadAudit,
}
