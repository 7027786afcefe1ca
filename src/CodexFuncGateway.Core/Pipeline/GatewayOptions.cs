namespace CodexFuncGateway.Pipeline;

/// <summary>The limits a call is held to: the <c>Gateway:*</c> settings.</summary>
public sealed record GatewayOptions
{
    /// <summary>How long a stream may be silent towards the client. Azure's front end cuts at 230 s, Codex gives up at 300 s.</summary>
    public int KeepAliveSeconds { get; init; } = 15;

    /// <summary>The largest request body, decoded.</summary>
    public int MaxRequestBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>The header in which the proxy in front of the gateway names the client, such as <c>X-Forwarded-For</c>; null where there is none in front.</summary>
    public string? ClientAddressHeader { get; init; }

    /// <summary>How long an upstream may be silent.</summary>
    public int UpstreamIdleSeconds { get; init; } = 300;

    /// <summary>How long an upstream is still read after its client has left, for the sake of its usage report.</summary>
    public int UsageGraceSeconds { get; init; } = 5;
}
