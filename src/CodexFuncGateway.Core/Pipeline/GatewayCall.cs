using System.Diagnostics;
using CodexFuncGateway.Budgets;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Keys;
using CodexFuncGateway.Keys.Limits;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Pipeline;

/// <summary>One call from reservation to settlement: what was asked, who pays, and what has come of it so far.</summary>
internal sealed class GatewayCall(string id, DateTimeOffset startedAt, CallPermit permit, CallContent content, IReadOnlyList<Route> routes, Reservation reservation)
{
    /// <summary>What the caller sees as <c>x-request-id</c>.</summary>
    public string Id => id;

    public DateTimeOffset StartedAt => startedAt;

    /// <summary>What its key lets it take; given back when the call has ended.</summary>
    public CallPermit Permit => permit;

    public VirtualKey Key => permit.Key;

    /// <summary>The conversation; gone once an upstream has taken it.</summary>
    public CallContent Content => content;

    public string ModelAsked { get; } = content.Request.Model;

    public string? ServiceTierAsked { get; } = content.Request.ServiceTier;

    public bool IsStream { get; } = content.Request.Stream;

    public IReplyFormat Format => content.Format;

    public ResponseHead Head { get; } = new(
        ResponseHead.IdOf(id), startedAt.ToUnixTimeSeconds(), content.Request.Model, ResponseEcho.Of(content.Request.Root));

    /// <summary>The span around its steps; null while nobody listens.</summary>
    public Activity? Span { get; set; }

    /// <summary>When the gateway's own work began, as a timestamp, without the time it waited for the client's body.</summary>
    public long BeganAt { get; set; }

    /// <summary>How long the gateway worked before it asked an upstream; null where it never did.</summary>
    public TimeSpan? Overhead { get; set; }

    public IReadOnlyList<Route> Routes => routes;

    public Reservation Reservation => reservation;

    public string? SessionId { get; init; }

    public string? ThreadId { get; init; }

    public string? RequestKind { get; init; }

    /// <summary>The key's tags and the call's own.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What the client brought of an earlier reply of the same turn.</summary>
    public string? TurnState { get; init; }

    /// <summary>Its row in the ledger, which is there before anybody is answered.</summary>
    public OpenRow Row { get; set; } = null!;

    /// <summary>The route that was asked last.</summary>
    public Route Route { get; set; } = routes[0];

    /// <summary>Whether an upstream was sent the request and has not refused it, so that it may charge for it.</summary>
    public bool MayCost { get; set; }

    public string? UpstreamRequestId { get; set; }

    /// <summary>When the upstream's first word arrived.</summary>
    public DateTimeOffset? FirstTokenAt { get; set; }

    /// <summary>What was consumed, and the tier that served it; nothing while no upstream has taken the request.</summary>
    public UsageReported Usage { get; set; } = new(new TokenUsage());

    /// <summary>Whether <see cref="Usage"/> is the gateway's own guess.</summary>
    public bool IsEstimate { get; set; }

    /// <summary>How the reply ended; null where it did not.</summary>
    public ReplyEnd? End { get; set; }

    /// <summary>What went wrong, if anything did.</summary>
    public GatewayError? Error { get; set; }

    public bool ClientLeft { get; set; }

    /// <summary>Whether the client has been answered with status 200.</summary>
    public bool HasStarted { get; set; }
}
