namespace CodexFuncGateway.Budgets;

/// <summary>Whose calls a budget counts.</summary>
internal enum BudgetScope
{
    /// <summary>Those of one virtual key, by its id.</summary>
    Key,

    /// <summary>Those of all keys of one user.</summary>
    User,

    /// <summary>Those of all keys of one team.</summary>
    Team,

    /// <summary>Those that carry a tag, written <c>name=value</c>.</summary>
    Tag,

    /// <summary>Those that ask for a model or are served by it; a name that ends in <c>*</c> stands for all that begin like it.</summary>
    Model,

    /// <summary>All.</summary>
    Everything,
}
