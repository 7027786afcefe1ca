namespace CodexFuncGateway.Audit;

/// <summary>Which entries are asked for, the newest first.</summary>
/// <param name="From">The earliest, inclusive.</param>
/// <param name="Until">The latest, exclusive.</param>
internal sealed record AuditQuery(DateTimeOffset From, DateTimeOffset Until)
{
    public string? Actor { get; init; }

    public string? Resource { get; init; }

    public int Most { get; init; } = 100;

    /// <summary>Where the page before ended: <see cref="AuditPage.Next"/>.</summary>
    public AuditCursor? After { get; init; }

    public bool Matches(AuditEntry entry) =>
        (Actor is null || entry.Actor.Equals(Actor, StringComparison.OrdinalIgnoreCase) || entry.ActorName?.Equals(Actor, StringComparison.OrdinalIgnoreCase) is true)
        && (Resource is null || entry.Resource == Resource);
}
