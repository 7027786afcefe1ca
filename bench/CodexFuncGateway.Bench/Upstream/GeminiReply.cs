using static CodexFuncGateway.Bench.Upstream.ReplyEvents;

namespace CodexFuncGateway.Bench.Upstream;

/// <summary>A generateContent stream: unnamed chunks, each with the usage so far, the last one with the reason to stop.</summary>
internal static class GeminiReply
{
    public static ReplyEvents Write() => new(
        [],
        [.. Enumerable.Range(0, SampleText.Deltas).Select(index => Chunk(SampleText.Quote(SampleText.Delta(index)), "", index + 1))],
        [Chunk("\"\"", ",\"finishReason\":\"STOP\"", SampleText.Deltas)]);

    private static byte[] Chunk(string text, string finish, int outputTokens) => Data(
        $$$"""{"candidates":[{"content":{"parts":[{"text":{{{text}}}}],"role":"model"}{{{finish}}},"index":0}],"usageMetadata":{{{Usage(outputTokens)}}},"modelVersion":"bench","responseId":"bench"}""");

    private static string Usage(int outputTokens) =>
        $$"""{"promptTokenCount":{{InputTokens}},"candidatesTokenCount":{{outputTokens}},"totalTokenCount":{{InputTokens + outputTokens}},"cachedContentTokenCount":{{CachedTokens}},"promptTokensDetails":[{"modality":"TEXT","tokenCount":{{InputTokens}}}]}""";
}
