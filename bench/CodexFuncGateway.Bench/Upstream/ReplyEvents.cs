namespace CodexFuncGateway.Bench.Upstream;

/// <summary>One streamed reply as server-sent events, before HTTP framing and pace.</summary>
/// <param name="Opening">What comes before the first delta.</param>
/// <param name="Deltas">One event for each text delta.</param>
/// <param name="Closing">What comes after the last.</param>
internal sealed record ReplyEvents(IReadOnlyList<string> Opening, IReadOnlyList<string> Deltas, IReadOnlyList<string> Closing)
{
    public const int InputTokens = 12_345;
    public const int CachedTokens = 10_240;
    public const int CreatedAt = 1_790_000_000;

    /// <summary>The reply in the wire language of the path that was asked, or null for a path no provider has.</summary>
    public static ReplyEvents? ForPath(string path) =>
        path.EndsWith("/responses", StringComparison.Ordinal) ? ResponsesReply.Write()
        : path.EndsWith("/messages", StringComparison.Ordinal) ? MessagesReply.Write()
        : path.EndsWith("/chat/completions", StringComparison.Ordinal) ? ChatReply.Write()
        : null;

    public static string Event(string type, string data) => $"event: {type}\ndata: {data}\n\n";

    public static string Data(string data) => $"data: {data}\n\n";
}
