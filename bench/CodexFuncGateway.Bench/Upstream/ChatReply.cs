using static CodexFuncGateway.Bench.Upstream.ReplyEvents;

namespace CodexFuncGateway.Bench.Upstream;

/// <summary>A Chat Completions stream: unnamed chunks, a usage chunk without choices, and <c>[DONE]</c>.</summary>
internal static class ChatReply
{
    public static ReplyEvents Write() => new(
        [Choice("""{"role":"assistant","content":""}""", "null")],
        [.. Enumerable.Range(0, SampleText.Deltas).Select(index => Choice($$"""{"content":{{SampleText.Quote(SampleText.Delta(index))}}}""", "null"))],
        [Choice("{}", "\"stop\""), Chunk("[]", Usage(SampleText.Deltas)), Data("[DONE]")]);

    private static byte[] Choice(string delta, string finishReason) =>
        Chunk($$"""[{"index":0,"delta":{{delta}},"logprobs":null,"finish_reason":{{finishReason}}}]""", "null");

    private static byte[] Chunk(string choices, string usage) => Data(
        $$"""{"id":"chatcmpl-bench","object":"chat.completion.chunk","created":{{CreatedAt}},"model":"bench","system_fingerprint":"fp_bench","choices":{{choices}},"usage":{{usage}}}""");

    private static string Usage(int outputTokens) =>
        $$$"""{"prompt_tokens":{{{InputTokens}}},"completion_tokens":{{{outputTokens}}},"total_tokens":{{{InputTokens + outputTokens}}},"prompt_tokens_details":{"cached_tokens":{{{CachedTokens}}}}}""";
}
