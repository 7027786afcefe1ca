using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Pipeline;

/// <summary>What a call consumed: as the upstream reported it, or guessed from its bytes where it did not.</summary>
internal static class UsageEstimate
{
    /// <summary>English text and code run at about four bytes a token.</summary>
    private const int BytesPerToken = 4;

    public static TokenUsage Of(ReplyAssembler reply, GatewayCall call)
    {
        if (!call.MayCost)
        {
            return new TokenUsage();
        }

        var produced = Tokens(reply.TextLength) + reply.NativeDeltas;
        return reply.Usage?.Usage switch
        {
            null => new TokenUsage { FreshInputTokens = call.Reservation.InputTokens, OutputTokens = produced, Searches = reply.Searches },
            var told when IsFinal(reply) => told,
            // Anthropic counts the prompt at the start, and the answer and its searches at the end.
            var told => told with { OutputTokens = Math.Max(told.OutputTokens, produced), Searches = Math.Max(told.Searches, reply.Searches) },
        };
    }

    /// <summary>Whether the upstream has counted, and has come to the end of what there was to count.</summary>
    public static bool IsFinal(ReplyAssembler reply) => reply is { Usage: not null, End.Error: null };

    /// <summary>How many tokens so many bytes of UTF-8 are likely to be.</summary>
    public static long Tokens(int bytes) => (bytes + BytesPerToken - 1) / BytesPerToken;
}
