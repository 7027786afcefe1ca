namespace CodexFuncGateway.Audit;

/// <summary>One call of an administrator, or of somebody who would be one: who, when, whence, what, and what came of it. Holds no secret.</summary>
internal sealed record AuditEntry
{
    public required string RequestId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Who: <c>admin-key</c>, <c>entra-…</c>, or <c>unknown</c> for somebody who was not let in.</summary>
    public required string Actor { get; init; }

    /// <summary>The name of a person, as it was then.</summary>
    public string? ActorName { get; init; }

    /// <summary>Whence the call came; null where that is unknown.</summary>
    public string? Address { get; init; }

    /// <summary><c>create</c>, <c>change</c>, <c>delete</c>, <c>read</c>, or a verb of the resource's own such as <c>rotate</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Such as <c>keys</c>.</summary>
    public required string Resource { get; init; }

    /// <summary>Which one of them; null where it was none in particular.</summary>
    public string? ResourceId { get; init; }

    public required AuditOutcome Outcome { get; init; }

    /// <summary>The status of the answer; null before there was one.</summary>
    public int? Status { get; init; }

    public IReadOnlyList<AuditChange> Changes { get; init; } = [];
}
