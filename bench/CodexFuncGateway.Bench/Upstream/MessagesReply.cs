using static CodexFuncGateway.Bench.Upstream.ReplyEvents;

namespace CodexFuncGateway.Bench.Upstream;

/// <summary>An Anthropic Messages stream: one text block, a ping, usage at both ends.</summary>
internal static class MessagesReply
{
    public static ReplyEvents Write() => new(
        [
            Event("message_start", $$"""{"type":"message_start","message":{{Message}}}"""),
            Event("content_block_start", """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"""),
            Event("ping", """{"type":"ping"}"""),
        ],
        [.. Enumerable.Range(0, SampleText.Deltas).Select(Delta)],
        [
            Event("content_block_stop", """{"type":"content_block_stop","index":0}"""),
            Event("message_delta", $$$"""{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{{{Usage(SampleText.Deltas)}}}}"""),
            Event("message_stop", """{"type":"message_stop"}"""),
        ]);

    private static byte[] Delta(int index) => Event("content_block_delta",
        $$$"""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":{{{SampleText.Quote(SampleText.Delta(index))}}}}}""");

    private static string Message =>
        $$"""{"id":"msg_bench","type":"message","role":"assistant","model":"bench","content":[],"stop_reason":null,"stop_sequence":null,"usage":{{Usage(1)}}}""";

    private static string Usage(int outputTokens) =>
        $$"""{"input_tokens":{{InputTokens - CachedTokens}},"cache_creation_input_tokens":0,"cache_read_input_tokens":{{CachedTokens}},"output_tokens":{{outputTokens}}}""";
}
