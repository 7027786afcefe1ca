using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Pipeline;

/// <summary>What a call consumed: as the upstream reported it, or guessed from its bytes where it did not.</summary>
internal static class UsageEstimate
{
    /// <summary>English text and code run at about four bytes a token.</summary>
    private const int BytesPerToken = 4;

    public static TokenUsage Of(ReplyAssembler reply, GatewayCall call) =>
        reply.Usage?.Usage ?? (call.WasServed
            ? new TokenUsage { FreshInputTokens = call.Reservation.InputTokens, OutputTokens = Tokens(reply.TextLength) }
            : new TokenUsage());

    /// <summary>How many tokens so many bytes of UTF-8 are likely to be.</summary>
    public static long Tokens(int bytes) => (bytes + BytesPerToken - 1) / BytesPerToken;
}
