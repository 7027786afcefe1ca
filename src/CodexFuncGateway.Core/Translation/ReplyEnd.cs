using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Translation;

/// <summary>How a reply ended: with a reason, or with an error.</summary>
internal sealed record ReplyEnd(FinishReason? Reason, GatewayError? Error)
{
    /// <summary>What to say of a reply that stopped without having ended.</summary>
    public static readonly ReplyEnd CutOff = new(null, new GatewayError(ErrorKind.UpstreamFailed, "The provider broke off its reply before it was complete."));

    /// <summary>Whether the upstream only pauses: the response is complete, and says that it is not the end of the turn.</summary>
    public bool IsPause { get; init; }

    /// <summary>The response's status.</summary>
    public ReadOnlySpan<byte> Status => Error is not null ? "failed"u8 : Reason == FinishReason.Completed ? "completed"u8 : "incomplete"u8;

    /// <summary>The type of the event that ends the stream.</summary>
    public ReadOnlySpan<byte> EventType => Error is not null ? "response.failed"u8 : Reason == FinishReason.Completed ? "response.completed"u8 : "response.incomplete"u8;
}
