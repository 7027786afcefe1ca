namespace CodexFuncGateway.Pipeline;

/// <summary>The limits a call is held to: the <c>Gateway:*</c> settings.</summary>
public sealed record GatewayOptions
{
    /// <summary>How long a stream may be silent towards the client. Azure's front end cuts at 230 s, Codex gives up at 300 s.</summary>
    public int KeepAliveSeconds { get; init; } = 15;

    /// <summary>The names of tags that clients may give their calls in <c>x-gateway-tag-…</c> headers, separated by commas. None unless set.</summary>
    public string Tags { get; init; } = "";

    /// <summary><see cref="Tags"/>, one by one.</summary>
    public IReadOnlyList<string> TagNames => field ??= Tags.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The largest request body, decoded.</summary>
    public int MaxRequestBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>The most values, names of members among them, that the JSON of a request may hold: each costs memory beside its bytes.</summary>
    public int MaxRequestValues { get; init; } = 1_000_000;

    /// <summary>The most items that a conversation may have. Codex compacts long before.</summary>
    public int MaxInputItems { get; init; } = 20_000;

    /// <summary>The most tools that a request may offer, wherever in it they stand.</summary>
    public int MaxTools { get; init; } = 4_096;

    /// <summary>How long a client may pause while it sends its body.</summary>
    public int ReceiveIdleSeconds { get; init; } = 20;

    /// <summary>How long a body may take to arrive, however steadily it trickles.</summary>
    public int ReceiveSeconds { get; init; } = 180;

    /// <summary>The header in which the proxy in front of the gateway names the client, such as <c>X-Forwarded-For</c>; null where there is none in front.</summary>
    public string? ClientAddressHeader { get; init; }

    /// <summary>How long an upstream may be silent.</summary>
    public int UpstreamIdleSeconds { get; init; } = 300;

    /// <summary>How long an upstream is still read after its client has left, for the sake of its usage report.</summary>
    public int UsageGraceSeconds { get; init; } = 5;
}
