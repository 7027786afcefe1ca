using CodexFuncGateway.Catalog;
using CodexFuncGateway.Keys.Limits;

namespace CodexFuncGateway.Keys;

/// <summary>Who is calling, on whose account, and what they may do. The secret itself is never kept, only its hash.</summary>
/// <param name="Id">Public name of the key, for ledger, logs and administration.</param>
public sealed record VirtualKey(string Id)
{
    /// <summary>What its administrator calls it.</summary>
    public string? Name { get; init; }

    /// <summary>Who answers for it.</summary>
    public string? Owner { get; init; }

    public string? User { get; init; }

    public string? Team { get; init; }

    /// <summary>A tag holds no comma.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    public ModelAccess Access { get; init; } = ModelAccess.Unrestricted;

    public KeyLimits Limits { get; init; } = KeyLimits.None;

    /// <summary>What it may spend; null where only the budgets of its user, team and so on hold.</summary>
    public KeyBudget? Budget { get; init; }

    /// <summary>From this moment on it is no key any more.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public bool IsDisabled { get; init; }
}
