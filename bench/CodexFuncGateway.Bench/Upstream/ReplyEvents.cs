using System.Text;

namespace CodexFuncGateway.Bench.Upstream;

/// <summary>One streamed reply as a provider's events, before HTTP framing and pace.</summary>
/// <param name="Opening">What comes before the first delta.</param>
/// <param name="Deltas">One event for each text delta.</param>
/// <param name="Closing">What comes after the last.</param>
internal sealed record ReplyEvents(IReadOnlyList<byte[]> Opening, IReadOnlyList<byte[]> Deltas, IReadOnlyList<byte[]> Closing)
{
    public const int InputTokens = 12_345;
    public const int CachedTokens = 10_240;
    public const int CreatedAt = 1_790_000_000;

    public string ContentType { get; init; } = "text/event-stream; charset=utf-8";

    /// <summary>The reply in the wire language of the path that was asked, or null for a path no provider has.</summary>
    public static ReplyEvents? ForPath(string path) =>
        path.EndsWith("/responses", StringComparison.Ordinal) ? ResponsesReply.Write()
        : path.EndsWith("/messages", StringComparison.Ordinal) ? MessagesReply.Write()
        : path.EndsWith("/chat/completions", StringComparison.Ordinal) ? ChatReply.Write()
        : path.Contains(":streamGenerateContent", StringComparison.Ordinal) ? GeminiReply.Write()
        : path.EndsWith("/converse-stream", StringComparison.Ordinal) ? ConverseReply.Write()
        : null;

    public static byte[] Event(string type, string data) => Encoding.UTF8.GetBytes($"event: {type}\ndata: {data}\n\n");

    public static byte[] Data(string data) => Encoding.UTF8.GetBytes($"data: {data}\n\n");
}
