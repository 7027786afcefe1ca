using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Ledger;

/// <summary>The permanent record of what a call cost. One per call: its identity is <see cref="KeyId"/>, <see cref="StartedAt"/> and <see cref="RequestId"/>.</summary>
public sealed record LedgerEntry
{
    public required string RequestId { get; init; }

    /// <summary>The id of the virtual key that pays; never the key itself.</summary>
    public required string KeyId { get; init; }

    public string? User { get; init; }

    public string? Team { get; init; }

    /// <summary>The key's tags, and those that the client gave the call; a tag holds no comma.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The name the client asked for, as it wrote it.</summary>
    public required string ModelAsked { get; init; }

    public string? Provider { get; init; }

    /// <summary>The model the upstream was asked to run, under the upstream's own name for it.</summary>
    public string? ModelServed { get; init; }

    public string? Dialect { get; init; }

    public string? ServiceTierAsked { get; init; }

    public string? ServiceTierServed { get; init; }

    public TokenUsage Usage { get; init; } = new();

    /// <summary>In billionths of a dollar. While the call is open, what was reserved for it.</summary>
    public long CostNanoUsd { get; init; }

    /// <summary>Which dated price the cost was computed with.</summary>
    public string? PriceVersion { get; init; }

    /// <summary>Whether the upstream left usage unsaid, so that tokens and cost are the gateway's own count.</summary>
    public bool IsEstimate { get; init; }

    public required LedgerOutcome Outcome { get; init; }

    /// <summary>The HTTP status of the answer (Codex may have been shown another one, which it does not ask again after); null while the call is open.</summary>
    public int? Status { get; init; }

    /// <summary>From start to the first delta; null where none came.</summary>
    public long? FirstTokenMs { get; init; }

    public long? DurationMs { get; init; }

    public string? UpstreamRequestId { get; init; }

    public string? SessionId { get; init; }

    /// <summary>The thread within the session: sub-agents have one of their own.</summary>
    public string? ThreadId { get; init; }

    /// <summary>What the client made the call for: <c>turn</c>, <c>compact</c>, <c>title</c>, <c>review</c>, <c>guardian</c>, <c>subagent</c>, <c>prewarm</c>; null where it did not say.</summary>
    public string? RequestKind { get; init; }

    /// <summary>The process that ran the call: once it has ended, a row still open is settled by the roll-up.</summary>
    public string? InstanceId { get; init; }

    /// <summary>When the call was admitted. Decides the month's table and the row's key, so it stays the same from open to settled.</summary>
    public required DateTimeOffset StartedAt { get; init; }
}
