using static CodexFuncGateway.Bench.Upstream.ReplyEvents;

namespace CodexFuncGateway.Bench.Upstream;

/// <summary>A Responses stream with OpenAI's fields: one message item, numbered events, the whole response at both ends.</summary>
internal static class ResponsesReply
{
    private const string ItemId = "msg_bench0000000000000000000000000000000000000000000000";
    private const int OpeningEvents = 4;

    public static ReplyEvents Write()
    {
        var next = OpeningEvents + SampleText.Deltas;
        var text = SampleText.Quote(SampleText.Whole());
        var part = Part(text);
        return new ReplyEvents(
            [
                Numbered(0, "response.created", $"\"response\":{Response("in_progress", "[]", "null")}"),
                Numbered(1, "response.in_progress", $"\"response\":{Response("in_progress", "[]", "null")}"),
                Numbered(2, "response.output_item.added", $"\"output_index\":0,\"item\":{Item("in_progress", "[]")}"),
                Numbered(3, "response.content_part.added", $"{Place},\"part\":{Part("\"\"")}"),
            ],
            [.. Enumerable.Range(0, SampleText.Deltas).Select(Delta)],
            [
                Numbered(next++, "response.output_text.done", $"{Place},\"logprobs\":[],\"text\":{text}"),
                Numbered(next++, "response.content_part.done", $"{Place},\"part\":{part}"),
                Numbered(next++, "response.output_item.done", $"\"output_index\":0,\"item\":{Item("completed", $"[{part}]")}"),
                Numbered(next, "response.completed", $"\"response\":{Response("completed", $"[{Item("completed", $"[{part}]")}]", Usage(SampleText.Deltas))}"),
            ]);
    }

    private static string Place => $"\"item_id\":\"{ItemId}\",\"output_index\":0,\"content_index\":0";

    private static byte[] Delta(int index)
    {
        var delta = SampleText.Delta(index);

        // OpenAI pads each delta to an even length, against guessing its text from packet sizes.
        var padding = new string('x', 16 - delta.Length);
        return Numbered(OpeningEvents + index, "response.output_text.delta",
            $"{Place},\"delta\":{SampleText.Quote(delta)},\"logprobs\":[],\"obfuscation\":\"{padding}\"");
    }

    private static byte[] Numbered(int number, string type, string fields) =>
        Event(type, $$"""{"type":"{{type}}",{{fields}},"sequence_number":{{number}}}""");

    private static string Part(string text) => $$"""{"type":"output_text","annotations":[],"logprobs":[],"text":{{text}}}""";

    private static string Item(string status, string content) =>
        $$"""{"id":"{{ItemId}}","type":"message","status":"{{status}}","content":{{content}},"role":"assistant"}""";

    private static string Response(string status, string output, string usage) =>
        $$$"""{"id":"resp_bench","object":"response","created_at":{{{CreatedAt}}},"status":"{{{status}}}","background":false,"error":null,"incomplete_details":null,"instructions":null,"max_output_tokens":null,"model":"gpt-5.5","output":{{{output}}},"parallel_tool_calls":true,"previous_response_id":null,"reasoning":{"effort":"medium","summary":null},"service_tier":"default","store":false,"temperature":1.0,"text":{"format":{"type":"text"},"verbosity":"medium"},"tool_choice":"auto","tools":[],"top_p":1.0,"truncation":"disabled","usage":{{{usage}}},"user":null,"metadata":{}}""";

    private static string Usage(int outputTokens) =>
        $$$"""{"input_tokens":{{{InputTokens}}},"input_tokens_details":{"cached_tokens":{{{CachedTokens}}}},"output_tokens":{{{outputTokens}}},"output_tokens_details":{"reasoning_tokens":0},"total_tokens":{{{InputTokens + outputTokens}}}}""";
}
